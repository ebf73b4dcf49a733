"""What pages read: never more queries with more rows, never more than the viewer may see."""

from datetime import timedelta

import pytest

from cop.discussions import (
    actions,
    home,
    list_queries,
    page_queries,
    queries,
    reading_actions,
    reading_queries,
    thread_actions,
)
from cop.discussions.models import Thread
from cop.discussions.rules import PAGE, Kind
from cop.kernel import clock, refs
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Visitor
from tests.discussions import story
from tests.people import administrator, member, officer, sign_in, space
from tests.sql import statements


def sent_by(client, address):
    """Statements of a warm page."""
    client.get(address)
    with statements() as sent:
        assert client.get(address).status_code == 200
    return sent


def test_a_thread_takes_three_queries_with_five_posts_or_five_thousand(client):
    alice, bob = member(), member("Bob")
    thread = story.thread(alice, space())
    story.many(thread, bob, 4)
    sign_in(client, alice)
    address = f"/discussions/forum/{thread.id}-{thread.slug}"
    few = len(sent_by(client, address))
    story.many(thread, bob, 5_000)
    assert few == 3
    assert len(sent_by(client, address)) == few
    assert len(sent_by(client, f"{address}?page=101")) == few


def test_lists_take_as_many_queries_with_many_threads(client):
    alice, forum = member(), space()
    sign_in(client, alice)
    story.thread(alice, forum)
    pages = ("/discussions/", "/discussions/forum/")
    few = [len(sent_by(client, page)) for page in pages]
    for number in range(60):
        story.thread(alice, forum, f"Thread {number}")
    assert [len(sent_by(client, page)) for page in pages] == few
    assert max(few) <= 5


def test_a_page_of_posts_is_one_range_of_numbers(app):
    alice = member()
    thread = story.thread(alice, space())
    story.many(thread, alice, 119)
    assert [row.seq for row in page_queries.posts(thread.id, 2, alice)] == list(range(PAGE + 1, 2 * PAGE + 1))
    assert len(page_queries.posts(thread.id, 3, alice)) == 20


def test_lists_go_on_where_the_page_before_ended(app):
    alice, forum = member(), space()
    made = [story.thread(alice, forum, f"Thread {n}").id for n in range(55)]
    with transaction():
        db.session.get_one(Thread, made[7]).pinned = True
    first = list_queries.threads(forum, alice, "")
    second = list_queries.threads(forum, alice, first.after)
    assert first.rows[0].id == made[7]
    assert [row.id for row in (*first.rows, *second.rows)][1:] == [i for i in reversed(made) if i != made[7]]
    assert second.after == ""
    assert [row.id for row in list_queries.threads(forum, alice, second.before).rows] == [
        r.id for r in first.rows
    ]


@pytest.fixture
def in_request(app):
    """Addresses need a request to be built in."""
    with app.test_request_context():
        yield


@pytest.fixture
def closed(app):
    """A thread in a restricted space, and its author."""
    alice = member()
    hidden = space("closed", "restricted", people=[alice])
    return alice, story.thread(alice, hidden, "Canary in a closed space", words="Canary text")


@pytest.mark.parametrize(
    "outsider", [lambda: member("Eve"), administrator, Visitor, lambda: member("Sue", state="suspended")]
)
def test_what_lies_in_a_closed_space_is_absent_everywhere(closed, in_request, outsider):
    alice, thread = closed
    eve, post = outsider(), page_queries.posts(thread.id, 1, alice)[0].id
    refs_of_it = {thread.ref, f"post:{post}"}
    assert reading_queries.reading(eve, thread.id) is None
    assert queries.thread(eve, thread.id) is None
    assert queries.post(eve, post) is None
    assert refs.resolve(refs_of_it, eve) == {}
    assert [row.slug for row in list_queries.spaces(eve)] in (["plenary"], [])
    assert list(list_queries.latest(eve)) == []
    assert refs.resolve(refs_of_it, alice).keys() == refs_of_it
    assert refs.resolve(refs_of_it, officer()).keys() == refs_of_it


def test_a_removed_post_has_no_text_for_anyone_and_no_ref(closed):
    alice, thread = closed
    answer = story.answer(alice, thread, "A canary")
    story.answer(alice, thread, "On it", answered=2)
    actions.remove_post(answer, "Wrong", actor=alice)
    rows = page_queries.posts(thread.id, 1, alice)
    assert (rows[1].html, rows[2].parent_excerpt) == ("", "")
    assert page_queries.quoted(thread.id, 2) is None
    assert refs.resolve({answer.ref}, alice) == {}


def test_what_was_written_before_one_joined_is_not_new(app):
    alice, forum = member(), space()
    thread = story.thread(alice, forum)
    with clock.at(clock.now() + timedelta(hours=1)):
        bob = member("Bob")
        assert reading_queries.reading(bob, thread.id).seen == 1
        assert list_queries.latest(bob)[0].unread == 0
    with clock.at(clock.now() + timedelta(hours=2)):
        story.answer(alice, thread)
        assert reading_queries.reading(bob, thread.id).seen == 1
        assert list_queries.latest(bob)[0].unread > 0


def test_marking_a_space_read_is_one_row_and_covers_what_stands(app):
    alice, bob, forum = member(), member("Bob"), space()
    with clock.at(clock.now() + timedelta(hours=1)):
        thread, other = story.thread(alice, forum), story.thread(alice, space("other"))
        assert {row.id for row in list_queries.latest(bob) if row.unread} == {thread.id, other.id}
        reading_actions.mark_space_read(forum, actor=bob)
        assert {row.id for row in list_queries.latest(bob) if row.unread} == {other.id}
    with clock.at(clock.now() + timedelta(hours=2)):
        story.answer(alice, thread)
        assert {row.id for row in list_queries.latest(bob) if row.unread} == {thread.id, other.id}
        assert reading_queries.reading(bob, thread.id).seen == 1


def test_home_shows_what_is_unread_and_questions_that_wait_for_a_choice(app):
    alice, bob = member(), member("Bob")
    with clock.at(clock.now() + timedelta(hours=1)), app.test_request_context():
        thread = story.thread(alice, space(), "Is it enough?")
        assert list(home.awaiting(alice, clock.now())) == []
        story.answer(bob, thread)
        (news,) = home.news(alice, clock.now())
        assert (news.title, news.address) == (
            "Is it enough?",
            f"/discussions/forum/{thread.id}-is-it-enough?from=2",
        )
        assert list(home.news(bob, clock.now())) == []
        (waits,) = home.awaiting(alice, clock.now())
        assert waits.why == "1 answer, none accepted yet."
        assert list(home.awaiting(bob, clock.now())) == []
        thread_actions.accept_answer(thread, 2, actor=alice)
        assert list(home.awaiting(alice, clock.now())) == []


def test_the_front_page_shows_public_threads_only(app):
    alice = member()
    story.thread(alice, space(), "For members")
    story.thread(alice, space("open", "public"), "For everyone", Kind.lesson)
    with app.test_request_context():
        assert [row.title for row in home.front(clock.now()).rows] == ["For everyone"]
