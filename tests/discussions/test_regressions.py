"""Faults that other software had with posts, each by its number, and that they are not here."""

import pytest

from cop.discussions import actions, reaction_actions, reading_actions, summary_actions, thread_actions
from cop.discussions.models import Post
from cop.discussions.rules import Kind, Said
from cop.kernel import text
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from tests.discussions import story
from tests.people import administrator, member, sign_in, space


@pytest.fixture
def talk(client):
    """A thread of Alice's with an answer of Bob's, who is signed in."""
    alice, bob = member(), member("Bob")
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    sign_in(client, bob)
    return thread


def at(thread, rest=""):
    return f"/discussions/forum/{thread.id}-{thread.slug}{rest}"


def test_discourse_2026_21865_nobody_acts_on_what_they_cannot_read(app):
    alice = member()
    vault = space("vault", "restricted", people=[alice])
    thread, words = story.thread(alice, vault), text.write("Words")
    post = db.session.get(Post, 1)
    for stranger in (member("Eve"), administrator()):
        for act, *said in (
            (actions.start_thread, vault, "T", Kind.lesson, (), words, "en"),
            (actions.answer, thread, words, "en"),
            (actions.edit_post, post, words, "en", 0, 1),
            (actions.remove_post, post, "Reason"),
            (thread_actions.accept_answer, thread, 1),
            (thread_actions.lock_thread, thread),
            (reaction_actions.react, post, Said.agree),
            (reading_actions.mark_seen, thread, 1),
            (reading_actions.mark_space_read, vault),
            (summary_actions.write_summary, thread, words, "en", 0),
        ):
            with pytest.raises(Forbidden):
                act(*said, actor=stranger)
    assert db.session.query(Post).count() == 1


def test_discourse_2026_26973_a_number_is_looked_for_in_its_own_thread(talk, client):
    """What stands in another thread is neither answered, accepted nor reacted to from this one."""
    other = story.thread(member("Cara"), space("other"))
    story.many(other, member("Dee"), 5)
    assert client.post(at(talk), data={"text": "Kept", "language": "en", "parent": "4"}).status_code == 422
    assert client.post(at(talk, "/react"), data={"give": "helpful-4"}).status_code == 422
    sign_in(client, db.session.get(type(member("Finn")), talk.author_id))
    assert client.post(at(talk, "/accept"), data={"seq": "4"}).status_code == 409
    assert db.session.query(Post).filter(Post.thread_id == talk.id).count() == 2


def test_discourse_2026_28219_only_what_the_form_has_is_taken(talk, client):
    before = db.session.get(Post, 2)
    kept = {name: getattr(before, name) for name in ("author_id", "thread_id", "seq", "country", "helpful")}
    forged = {
        "author_id": "1",
        "thread_id": "9",
        "seq": "1",
        "country": "VN",
        "helpful": "99",
        "removed_at": "x",
    }
    sent = client.post(
        "/discussions/posts/2/edit", data=forged | {"text": "New", "language": "en", "version": "1"}
    )
    assert sent.status_code == 303
    db.session.expire_all()
    post = db.session.get(Post, 2)
    assert {name: getattr(post, name) for name in kept} == kept
    assert (post.source, post.removed_at) == ("New", None)
    client.post(
        at(talk), data={"text": "x", "language": "en", "pinned": "1", "accepted_seq": "2", "posts": "999"}
    )
    db.session.expire_all()
    assert (talk.pinned, talk.accepted_seq, talk.posts) == (False, None, 3)


def test_discourse_2021_41271_a_page_for_members_is_kept_for_nobody_else(talk, client, monkeypatch):
    monkeypatch.setitem(client.application.config, "KEEP_PAGES", True)
    client.get(at(talk), buffered=True)
    mine = client.get(at(talk))
    assert mine.headers["Cache-Control"].startswith("private")
    assert "Cookie" in mine.headers["Vary"]
    tag = {"If-None-Match": mine.headers["ETag"]}
    sign_in(client, member("Cara"))
    assert client.get(at(talk), headers=tag).status_code == 200
    stranger = client.application.test_client()
    for path in ("", "/since/1", "/print"):
        answer = stranger.get(at(talk, path), headers=tag)
        assert (answer.status_code, "Not for every subgroup" in answer.text) == (404, False)


@pytest.mark.parametrize("id", ["2abc", "2.0", "+2", " 2", "2%00", "٢", "0x2", "2e0", "-2", "02"])
def test_decidim_2025_65017_an_id_is_digits_and_nothing_else(talk, client, id):
    assert client.get(f"/discussions/posts/{id}").status_code in (400, 404)
    assert client.get(at(talk).replace(f"/{talk.id}-", f"/{id}-")).status_code in (400, 404)


@pytest.mark.parametrize("typed", ["last_at;DROP TABLE threads", "WzEsMl0", "(select 1)", "W10", "1,2"])
def test_decidim_2026_45376_no_order_is_taken_from_the_address(talk, client, typed):
    for path in ("/discussions/forum/", "/discussions/across"):
        for name in ("at", "show", "order", "sort"):
            shown = client.get(path, query_string={name: typed})
            assert (shown.status_code, "A triage tool" in shown.text) == (200, path.endswith("/"))


@pytest.mark.parametrize(
    "sent", [[], [1], {"text": ["a"]}, {"text": {"a": 1}, "parent": [2]}, "words", 7, None]
)
def test_nodebb_2023_30591_a_body_of_another_shape_is_refused(talk, client, sent):
    for path in (
        at(talk),
        at(talk, "/react"),
        at(talk, "/letters"),
        at(talk, "/summary"),
        "/discussions/posts/2/edit",
    ):
        assert client.post(path, json=sent).status_code in (400, 415, 422), path
    for path in (at(talk), at(talk, "/react")):
        assert (
            client.post(path, data={"text": ["a", "b"], "give": ["x", "y"], "parent": ["2", "x"]}).status_code
            < 500
        )
