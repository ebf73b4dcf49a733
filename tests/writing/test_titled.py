"""What is written outside discussions speaks of things and people as posts do."""

from datetime import timedelta

import pytest

from cop.kernel import refs
from cop.meetings.minutes import actions as outcome_actions
from cop.statements import actions
from cop.statements.reply_actions import reply, withdraw_reply
from cop.writing.mentions import named_in
from tests.discussions import story
from tests.meetings.story import Story
from tests.people import sign_in, space
from tests.statements import stage


@pytest.fixture
def cast(app):
    """Addresses are put together in requests alone."""
    with app.test_request_context():
        yield stage.cast()


def back_links(thread, viewer):
    return [one.title for _kind, one in refs.linked(thread.ref, viewer)]


def test_comments_and_replies_show_titles_and_lead_back(cast, client):
    thread = story.thread(cast.carol, cast.space, "What went wrong in ward 7")
    hidden = story.thread(cast.olga, space("vault", "restricted"), "A canary of a title")
    remark = actions.comment(
        stage.consulted(cast), None, f"See {thread.ref}, @alice, {hidden.ref}.", actor=cast.bob
    )
    answer = reply(remark, f"And {hidden.ref}.", actor=cast.olga)
    page = f"/statements/{remark.statement.slug}/comments/1"
    assert named_in(remark.ref, remark.at) == {cast.alice.id}
    for address in (page, page.rpartition("/")[0]):
        shown = sign_in(client, cast.carol).get(address).text
        assert ">What went wrong in ward 7</a>" in shown and ">@Alice</a>" in shown
        assert "canary" not in shown
    assert "something you may not open" in client.get(page).text
    assert "A canary of a title" in sign_in(client, cast.olga).get(page).text
    assert back_links(thread, cast.carol) == ["Comment 1 on On reporting"]
    assert back_links(hidden, cast.olga) == ["Reply to comment 1 on On reporting"]
    assert back_links(hidden, cast.carol) == ["Reply to comment 1 on On reporting"]
    withdraw_reply(answer, actor=cast.olga)
    actions.withdraw_comment(remark, actor=cast.bob)
    assert back_links(thread, cast.carol) == back_links(hidden, cast.olga) == []


def test_minutes_show_titles_and_lead_back_once_they_are_adopted(app, client):
    with app.test_request_context():
        held = Story()
        thread = story.thread(held.bob, held.space, "What went wrong in ward 7")
        act = {"actor": held.fay, "now": held.after}
        outcome_actions.write_minutes(held.meeting, f"We read {thread.ref} with @alice.", 0, **act)
        outcome_actions.open_corrections(held.meeting, **act)
        assert back_links(thread, held.bob) == []
        outcome_actions.adopt_minutes(held.meeting, actor=held.fay, now=held.after + timedelta(days=8))
        here = f"/meetings/{held.meeting.id}-{held.meeting.slug}"
        for page in (f"{here}/minutes", f"{here}/minutes/1", f"{here}/report"):
            shown = sign_in(client, held.bob).get(page).text
            assert ">What went wrong in ward 7</a> with" in shown and ">@Alice</a>" in shown, page
        assert back_links(thread, held.bob) == [held.meeting.title]
        assert back_links(held.meeting, held.bob) == ["What went wrong in ward 7"]
