"""Who gets a letter about an answer, and what it says."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery.transport import SentMail
from cop.discussions import actions, notices, reading_actions
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.spaces import actions as space_actions
from cop.spaces.models import SpaceMember
from tests.discussions import story
from tests.people import member, officer, space


def told():
    """To whom the newest answer is written about, by notices alone."""
    entry = db.session.scalars(
        select(Entry).where(Entry.verb == "answer_posted").order_by(Entry.id.desc())
    ).first()
    return [letter.to for letter in notices.answer_posted(entry)]


def sent():
    worker.drain(clock.now() + timedelta(minutes=1))
    return {mail.to: mail for mail in db.session.scalars(select(SentMail))}


@pytest.fixture
def cast(app):
    return member(), member("Bob"), member("Cara")


def test_the_authors_of_thread_and_of_what_is_answered_hear_of_it(cast):
    alice, bob, cara = cast
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    assert told() == [alice.id]
    story.answer(cara, thread, answered=2)
    assert told() == [alice.id, bob.id]
    story.answer(bob, thread, answered=2)
    assert told() == [alice.id]
    story.answer(alice, thread)
    assert told() == []


def test_the_letter_says_who_answered_what_and_where(cast):
    alice, bob, _cara = cast
    story.answer(bob, story.thread(alice, space(), "Is it enough?"), "Not for *children*.")
    mail = sent()["alice@example.org"]
    assert mail.subject == "Answer in “Is it enough?”"
    assert "Bob answered" in mail.text
    assert "Not for children." in mail.text
    assert "/discussions/posts/2" in mail.text


def test_what_was_read_meanwhile_is_not_sent(cast):
    alice, bob, _cara = cast
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    reading_actions.mark_seen(thread, 2, actor=alice)
    assert sent() == {}


def test_what_was_removed_meanwhile_is_not_sent(cast):
    alice, bob, _cara = cast
    actions.remove_post(story.answer(bob, story.thread(alice, space())), "Wrong", actor=bob)
    assert sent() == {}


def test_who_may_no_longer_read_gets_nothing(cast):
    alice, bob, _cara = cast
    closed = space("closed", "restricted", people=[alice, bob])
    story.answer(bob, story.thread(alice, closed))
    place = db.session.scalars(select(SpaceMember).where(SpaceMember.member_id == alice.id)).one()
    space_actions.remove_person(place, actor=officer())
    assert sent() == {}


def test_who_is_suspended_gets_nothing(cast):
    alice, bob, _cara = cast
    story.answer(bob, story.thread(alice, space()))
    with transaction():
        alice.state = "suspended"
    assert sent() == {}


def test_twenty_letters_a_day_are_enough(cast):
    alice, bob, _cara = cast
    thread = story.thread(alice, space())
    letters = 0
    for _ in range(25):
        story.answer(bob, thread)
        letters += len(told())
    assert letters == 20
