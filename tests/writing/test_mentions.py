"""Who is named in a post hears of it, once, unless they muted the thread or may not read it."""

import pytest
from sqlalchemy import select

from cop.delivery.level_actions import choose_level
from cop.delivery.level_rules import Level
from cop.delivery.transport import SentMail
from cop.discussions import actions
from cop.discussions.rules import Kind
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.privacy import leaving_actions
from cop.writing import mentions
from cop.writing.composing import compose
from tests.discussions import story
from tests.people import member, space


@pytest.fixture
def cast(writing):
    return member(), member("Bob"), space()


def letters():
    worker.drain()
    return [(m.to, m.subject) for m in db.session.scalars(select(SentMail).order_by(SentMail.id))]


def test_the_first_post_names_somebody(cast):
    alice, _bob, forum = cast
    written = compose("What do you say, @bob?", alice, forum.id)
    actions.start_thread(forum, "A tool", Kind.question, (), written, "en", actor=alice)
    assert letters() == [("bob@example.org", "You are named in “A tool”")]
    mail = db.session.scalars(select(SentMail)).one()
    assert "What do you say, @Bob?" in mail.text and "because it names you" in mail.text


def test_an_answer_and_an_edit_name_each_person_once(cast):
    alice, bob, forum = cast
    thread = story.thread(bob, forum)
    post = actions.answer(thread, compose("@bob, @alice: look", alice, forum.id), "en", actor=alice)
    assert [to for to, _ in letters()] == ["bob@example.org"]
    member("Cara")
    later = compose("@bob and @cara: look again", alice, forum.id)
    with clock.at(clock.now().replace(year=2027)):
        actions.edit_post(post, later, "en", 0, post.version, actor=alice)
        assert [to for to, _ in letters()] == ["bob@example.org", "cara@example.org"]


def test_who_muted_the_thread_is_left_in_peace(cast):
    alice, bob, forum = cast
    thread = story.thread(alice, forum)
    choose_level(thread, Level.MUTED, actor=bob)
    actions.answer(thread, compose("@bob", alice, forum.id), "en", actor=alice)
    assert letters() == []


def test_what_a_reader_may_not_see_stands_in_no_letter(cast):
    alice, _bob, forum = cast
    hidden = story.thread(alice, space("closed", "restricted", people=[alice]), "Recall of the pump")
    thread = story.thread(alice, forum)
    said = compose(f"@bob /discussions/closed/{hidden.id}-{hidden.slug}", alice, forum.id)
    actions.answer(thread, said, "en", actor=alice)
    assert letters()
    assert "pump" not in db.session.scalars(select(SentMail)).one().text


def test_where_one_was_named_is_in_the_export_and_goes_when_one_leaves(cast):
    alice, bob, forum = cast
    actions.answer(story.thread(alice, forum), compose("@bob", alice, forum.id), "en", actor=alice)
    (declared,) = mentions.PERSONAL
    assert [row["in"] for row in declared.own(bob)] == ["post:2"]
    leaving_actions.leave(bob, False, actor=bob)
    assert list(declared.own(bob)) == []
    with transaction():
        assert db.session.execute(mentions.of(bob.id)).all() == []
