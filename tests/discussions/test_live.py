"""A thread for paper, and a page that asks what came since."""

import pytest

from cop.discussions import moving_actions
from tests.discussions import story
from tests.people import member, officer, sign_in, space
from tests.sql import statements


@pytest.fixture
def talk(client):
    alice = member()
    thread = story.thread(alice, space())
    sign_in(client, alice)
    return thread


def at(thread, rest=""):
    return f"/discussions/forum/{thread.id}-{thread.slug}{rest}"


def test_what_came_since_is_told_once(talk, client):
    bob = member("Bob")
    assert client.get(at(talk, "/since/1")).json == {"count": 0, "says": ""}
    story.many(talk, bob, 3)
    first = client.get(at(talk, "/since/1"))
    assert first.json == {"count": 3, "says": "3 new answers"}
    again = client.get(at(talk, "/since/1"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    story.answer(bob, talk)
    later = client.get(at(talk, "/since/1"), headers={"If-None-Match": first.headers["ETag"]})
    assert later.json["count"] == 4
    assert client.get(at(talk, "/since/999999999")).json["count"] == 0
    assert f'data-since="{at(talk)}/since/5"' in client.get(at(talk)).text


def test_counts_of_what_one_may_not_read_are_not_told(talk, client):
    """Discourse CVE-2026-32620."""
    moving_actions.move_thread(talk, space("vault", "restricted"), actor=officer())
    assert client.get(at(talk, "/since/1")).status_code == 404
    assert client.get(at(talk, "/print")).status_code == 404


def test_asking_takes_as_little_in_a_long_thread(talk, client):
    address, sent, bob = at(talk, "/since/1"), [], member("Bob")
    for _ in range(2):
        client.get(address)
        with statements() as asked:
            client.get(address)
        sent.append(len(asked))
        story.many(talk, bob, 2_000)
    assert sent[0] == sent[1] <= 2


def test_a_page_to_print_holds_the_whole_thread_up_to_a_bound(talk, client):
    story.many(talk, member("Bob"), 119)
    shown = client.get(at(talk, "/print")).text
    assert shown.count("<article") == 120
    for act in ("reply=", "/remove", "<textarea", 'form="react"', 'class="new"'):
        assert act not in shown
    assert "/print" in client.get(at(talk)).text
    assert client.get(at(talk, "/print?page=2")).status_code == 404
    story.many(talk, member("Cara"), 400)
    assert client.get(at(talk, "/print?page=2")).text.count("<article") == 20
    assert 'rel="next"' in client.get(at(talk, "/print")).text


def test_a_merged_thread_is_printed_where_it_is(talk, client):
    other = story.thread(member("Bob"), space("other"), "The other")
    moving_actions.merge_thread(talk, other, actor=officer())
    printed = client.get(at(talk, "/print"), follow_redirects=True)
    assert printed.request.path == f"/discussions/other/{other.id}-the-other/print"
