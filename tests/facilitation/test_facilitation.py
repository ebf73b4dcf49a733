"""What facilitators are shown and written: questions nobody answered, and groups that talk to themselves."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from cop.delivery.transport import SentMail
from cop.discussions import thread_actions
from cop.discussions.models import Thread
from cop.discussions.rules import Kind
from cop.facilitation import actions, due, queries
from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.spaces.models import Space
from cop.spaces.speech_rules import Speech
from tests.discussions import story
from tests.people import member, officer, sign_in, space
from tests.sql import statements

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)  # a Friday
MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def fay(client):
    """She keeps the forum, in which Alice asked four days ago and three regulators agree among themselves."""
    with clock.at(NOW - timedelta(days=4)):
        alice, bob, fay = member(), member("Bob"), member("Fay", "professionals", "MY")
        forum = space(people=[alice, bob], facilitators=[fay])
        story.thread(alice, forum, "Who has tried it?")
        talk = story.thread(alice, forum, "Among ourselves", kind=Kind.discussion)
        story.answer(bob, talk)
        story.answer(alice, talk)
    with client.application.test_request_context():
        yield fay


def shown(viewer, now=NOW):
    tended = queries.tended(viewer, now)
    return [one.title for one in tended.unanswered], [one.title for one in tended.one_sided]


def test_what_waits_is_shown_to_who_looks_after_it(fay):
    assert shown(fay) == (["Who has tried it?"], ["Among ourselves"])
    assert shown(officer()) == shown(fay)
    assert shown(member("Eve")) == ([], [])
    notes = [one.note for kind in vars(queries.tended(fay, NOW)).values() for one in kind]
    assert notes == [
        "Waits for an answer for 4 days.",
        "Only this group has spoken: Regulators and policymakers.",
    ]


def test_a_question_is_given_two_days(fay):
    assert shown(fay, NOW - timedelta(days=2, seconds=1))[0] == []


def test_an_answer_or_another_group_takes_it_off(fay):
    ask, talk = db.session.query(Thread).order_by(story.Thread.id)
    story.answer(fay, ask)
    story.answer(fay, talk)
    assert shown(fay) == ([], [])


def test_what_is_locked_or_old_needs_no_hand(fay):
    for thread in db.session.query(Thread):
        thread_actions.lock_thread(thread, actor=fay)
    assert shown(fay) == ([], [])
    assert shown(fay, NOW + timedelta(days=40)) == ([], [])


def test_where_groups_are_not_told_nobody_is_told_that_there_is_but_one(fay):
    talk = db.session.query(Thread).order_by(story.Thread.id.desc()).first()
    thread_actions.edit_thread(talk, "Among ourselves", Kind.discussion, [], 1, Speech.chatham, actor=fay)
    assert shown(fay) == (["Who has tried it?"], [])


def test_it_takes_as_many_queries_for_many_threads_as_for_few(fay):
    def sent():
        assert (fay.is_member, fay.roles) == (True, frozenset())  # read already, as on a page
        with statements() as asked:
            shown(fay)
        return len(asked)

    few, forum = sent(), db.session.scalars(select(Space).where(Space.slug == "forum")).one()
    with clock.at(NOW - timedelta(days=5)):
        for number in range(5):
            story.thread(fay, forum, f"Question {number}")
    assert sent() == few == 2


def test_on_mondays_one_letter_says_what_waits(fay):
    due.tick(NOW)
    assert db.session.scalar(select(Entry).where(Entry.verb == "week_noted")) is None
    with clock.at(MONDAY):
        for _ in range(2):
            due.tick(MONDAY)
        worker.drain(MONDAY)
    letters = db.session.scalars(
        select(SentMail).where(SentMail.subject == "A hand for your discussions")
    ).all()
    assert [mail.to for mail in letters] == ["fay@example.org"]
    assert "Who has tried it?" in letters[0].text
    assert "/discussions/forum/1-who-has-tried-it" in letters[0].text


def test_who_wants_no_note_gets_none_and_a_good_week_needs_none(fay):
    actions.choose_note(None, False, actor=fay)
    with clock.at(MONDAY):
        due.tick(MONDAY)
        worker.drain(MONDAY)
    assert not db.session.scalars(select(SentMail).where(SentMail.subject.contains("hand"))).all()
    actions.choose_note(None, True, actor=fay)
    assert not queries.is_quiet(fay)
    for actor in (member("Eve"), SYSTEM):
        with pytest.raises(Forbidden):
            actions.choose_note(None, False, actor=actor)


def test_the_page_is_for_those_who_look_after_a_space(fay, client):
    page = sign_in(client, fay).get("/facilitation/").text
    assert "Who has tried it?" in page
    assert client.post("/facilitation/note", data={"wanted": "no"}).status_code == 303
    assert "You get no note." in client.get("/facilitation/").text
    assert sign_in(client, member("Eve")).get("/facilitation/").status_code == 403
