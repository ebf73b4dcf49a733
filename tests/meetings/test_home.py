"""What home shows of meetings."""

from datetime import date, timedelta

import pytest

from cop.kernel import clock
from cop.meetings import home, upkeep
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.minutes.rules import CORRECTIONS
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.series import actions, change_actions
from cop.members.models import Visitor
from tests.meetings.story import BEGINS, PLANNED, Story
from tests.people import member, officer, sign_in
from tests.sql import statements


@pytest.fixture
def asked(app):
    """Answers of home's functions inside a request, as titles."""

    def ask(function, viewer, now=PLANNED):
        with app.test_request_context(), clock.at(now):
            return [one.title for one in function(viewer, now)]

    return ask


def test_an_invitation_waits_until_it_is_answered_or_begun(asked):
    story = Story()
    assert asked(home.invitations, story.alice) == ["Ninth regular meeting"]
    assert asked(home.invitations, story.alice, BEGINS) == []
    story.says(story.alice, "no")
    assert asked(home.invitations, story.alice) == []
    change_actions.cancel(story.meeting, "Floods", actor=story.fay, now=PLANNED)
    assert asked(home.invitations, story.bob) == []


def test_nobody_is_invited_to_what_is_of_others(asked):
    story = Story("restricted")
    assert asked(home.invitations, story.alice) == ["Ninth regular meeting"]
    assert asked(home.invitations, story.bob) == []
    assert asked(home.invitations, officer()) == []  # an officer reads it, and is not of the space


def test_an_action_waits_for_its_owner_until_it_is_closed(asked):
    story = Story()
    item = outcome_actions.add_action(
        story.meeting, "Send it", story.bob, date(2026, 12, 9), actor=story.fay, now=story.after
    )
    assert asked(home.actions, story.bob) == ["Send it"]
    assert asked(home.actions, story.alice) == []
    outcome_actions.close_action(item, "Sent", actor=story.bob)
    assert asked(home.actions, story.bob) == []


def test_what_was_held_and_written_is_news_to_those_who_may_see_it(asked):
    story = Story("restricted")
    minutes_actions.write_minutes(story.meeting, "We met.", 0, actor=story.fay, now=story.after)
    upkeep.conclude_ended(story.after)
    assert asked(home.held, story.alice, story.after) == ["Ninth regular meeting"]
    assert asked(home.held, story.bob, story.after) == []
    assert asked(home.minutes, story.alice) == []
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    assert asked(home.minutes, story.alice) == ["Ninth regular meeting"]
    assert asked(home.minutes, story.bob) == []


def test_visitors_hear_of_adopted_minutes_of_public_meetings(asked):
    story = Story("public")
    minutes_actions.write_minutes(story.meeting, "We met.", 0, actor=story.fay, now=story.after)
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    assert asked(home.minutes, Visitor()) == []
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=story.after + CORRECTIONS)
    assert asked(home.minutes, Visitor()) == ["Ninth regular meeting"]


def test_the_front_shows_public_meetings(app):
    story = Story("public")
    with app.test_request_context():
        assert [row.title for row in home.front(PLANNED).rows] == ["Ninth regular meeting"]
        assert [row.title for row in home.front(story.after).rows] == ["Ninth regular meeting"]
        assert [row.side for row in home.front(PLANNED).rows] == ["2 Dec 2026"]
    actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED)


def test_the_front_shows_no_members_meeting(app):
    Story("members")
    with app.test_request_context():
        assert home.front(PLANNED).rows == ()


def test_home_asks_each_question_once(app):
    story = Story()
    for number in range(4):
        actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED + timedelta(minutes=number))
    assert story.alice.roles == frozenset()  # who asks is known before
    for function in (home.invitations, home.actions, home.held, home.minutes):
        with app.test_request_context(), clock.at(PLANNED), statements() as asked:
            list(function(story.alice, PLANNED))
        assert len(asked) <= 1, function


def test_a_member_finds_the_invitation_at_home(client):
    story = Story()
    carol = member("Carol")
    sign_in(client, carol)
    with clock.at(PLANNED):
        shown = client.get("/").text
    assert "Ninth regular meeting" in shown
    assert f"{story.path}#answer" in shown
