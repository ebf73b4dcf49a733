"""Who gets a letter about an answer, and what it says."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from cop.delivery import transport
from cop.delivery.transport import SentMail
from cop.discussions import actions, notices, reading_actions
from cop.discussions.rules import Kind
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.spaces import actions as space_actions
from cop.spaces.models import SpaceMember
from cop.writing.composing import compose
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


@pytest.fixture
def gathering(app):
    """Five minutes, as in a real community."""
    house = app.extensions["cop"]
    before, house.config = house.config, replace(house.config, gather_minutes=5)
    yield
    house.config = before


def naming(words, author, space_id):
    with current_app.test_request_context():
        return compose(words, author, space_id)


def letters(to="alice@example.org", minutes=0):
    worker.drain(clock.now() + timedelta(minutes=minutes))
    return db.session.scalars(select(SentMail).where(SentMail.to == to).order_by(SentMail.id)).all()


def test_answers_within_minutes_are_one_letter(cast, gathering):
    alice, bob, cara = cast
    thread, other = story.thread(alice, space(), "One"), story.thread(alice, space("other"), "Two")
    for person, words in ((bob, "First."), (cara, "Second."), (bob, "Third.")):
        story.answer(person, thread, words)
    story.answer(bob, other, "Elsewhere.")
    assert letters(minutes=4) == []
    one, two = letters(minutes=6)
    assert (one.subject, two.subject) == ("3 answers in “One”", "Answer in “Two”")
    assert [one.text.index(words) for words in ("First.", "Second.", "Third.")] == sorted(
        one.text.index(words) for words in ("First.", "Second.", "Third.")
    )
    story.answer(cara, thread, "Fourth.")
    assert [letter.subject for letter in letters(minutes=12)[2:]] == ["Answer in “One”"]


def test_what_names_the_reader_is_the_reason_and_what_was_read_is_left_out(cast, gathering):
    alice, bob, cara = cast
    thread = story.thread(alice, space())
    story.answer(bob, thread, "Read by then.")
    reading_actions.mark_seen(thread, 2, actor=alice)
    story.answer(bob, thread, "Not read.")
    entry = actions.answer(thread, naming("@alice what do you say?", cara, thread.space_id), "en", actor=cara)
    (letter,) = letters(minutes=6)
    assert letter.subject.startswith("You are named in")
    assert "Read by then" not in letter.text
    assert "Not read." in letter.text
    assert f"/discussions/posts/{entry.id}" in letter.text
    assert "You get this because it names you." in letter.text


def test_a_letter_sent_twice_is_the_same_letter(cast, gathering, monkeypatch):
    """A worker killed after sending tells again what it told, and what came since waits for a letter of its own."""
    alice, bob, _cara = cast
    thread = story.thread(alice, space())
    story.answer(bob, thread, "First.")
    sent, later = [], clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(transport, "send", lambda message, _to, _key, _now: sent.append(message) or fail())
    worker.drain(later)
    story.answer(bob, thread, "Second.")
    monkeypatch.setattr(transport, "send", lambda message, _to, _key, _now: sent.append(message))
    worker.drain(later + timedelta(minutes=2))
    worker.drain(later + timedelta(minutes=9))
    first, again, second = [(m["message-id"], m.get_body(("plain",)).get_content()) for m in sent]
    assert first == again
    assert "Second." not in again[1]
    assert "Second." in second[1]


def fail():
    raise OSError("gone before it was marked")


def test_twenty_letters_a_day_are_enough_and_the_digest_has_the_rest(cast):
    alice, bob, _cara = cast
    forum = space()
    for number in range(20):
        story.answer(bob, story.thread(alice, forum, f"Thread {number}"))
    assert len(letters()) == 17
    for number in range(4):
        said = naming("@alice please look.", bob, forum.id)
        actions.start_thread(forum, f"Named {number}", Kind.discussion, [], said, "en", actor=bob)
    named = letters()[17:]
    assert [letter.subject for letter in named] == [
        f"You are named in “Named {number}”" for number in range(3)
    ]
    digest = letters(minutes=24 * 60)[-1]
    assert "At most 20 letters about answers come to you a day. Here there was more:" in digest.text
    assert "- Named 3. 1 more answer." in digest.text
    assert digest.text.count("1 more answer.") == 4
    assert len(letters(minutes=48 * 60)) == 21
