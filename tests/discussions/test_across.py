"""What is new, watched and unanswered, in all spaces that one may read."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery import level_actions
from cop.delivery.level_rules import Level
from cop.discussions import across_queries, actions, reading_actions
from cop.discussions.models import Post
from cop.discussions.rules import Kind
from cop.kernel import clock
from cop.kernel.db import db
from cop.members.models import Visitor
from cop.spaces.models import Space
from tests.discussions import story
from tests.people import member, sign_in, space
from tests.sql import statements


@pytest.fixture
def talk(app):
    """Bob is a member when Alice begins: a question and a discussion for members, and one of her own people."""
    alice, bob = member(), member("Bob")
    forum, vault = space(), space("vault", "restricted", people=[alice])
    with clock.at(clock.now() + timedelta(minutes=5)):
        asked = story.thread(alice, forum, "Asked")
        said = story.thread(alice, forum, "Said", Kind.discussion)
        story.thread(alice, vault, "A canary")
    return alice, bob, asked, said


def titles(viewer, way):
    page = across_queries.threads(viewer, way, "", clock.now() + timedelta(hours=1))
    return [row.title for row in page.rows]


def test_new_is_what_one_has_not_read_and_did_not_mute(talk):
    _alice, bob, asked, said = talk
    assert titles(bob, "new") == ["Said", "Asked"]
    reading_actions.mark_seen(asked, 1, actor=bob)
    level_actions.choose_level(said, Level.MUTED, actor=bob)
    assert titles(bob, "new") == []


def test_watched_is_by_thread_space_and_everywhere_the_nearest_first(talk):
    alice, bob, asked, _said = talk
    assert titles(alice, "watched") == ["A canary", "Said", "Asked"]
    assert titles(bob, "watched") == []
    level_actions.choose_everywhere(bob, Level.WATCHING, actor=bob)
    assert titles(bob, "watched") == ["Said", "Asked"]
    level_actions.choose_level(db.session.get_one(Space, asked.space_id), Level.NORMAL, actor=bob)
    assert titles(bob, "watched") == []
    level_actions.choose_level(asked, Level.TRACKING, actor=bob)
    assert titles(bob, "watched") == ["Asked"]


def test_unanswered_are_open_questions_in_which_nobody_else_spoke(talk):
    alice, bob, asked, _said = talk
    story.answer(alice, asked, "Let me add this.")
    assert titles(bob, "unanswered") == ["Asked"]
    assert titles(Visitor(), "unanswered") == []
    story.answer(bob, asked)
    assert titles(bob, "unanswered") == []


def test_the_page_shows_each_way_in_one_query_of_threads(talk, client):
    alice, bob, _asked, said = talk
    sign_in(client, bob)
    client.get("/discussions/across")
    with statements() as few:
        shown = client.get("/discussions/across").text
    assert "Asked" in shown
    assert "canary" not in shown
    with clock.at(clock.now() + timedelta(minutes=9)):
        for number in range(51):
            story.thread(alice, db.session.get_one(Space, said.space_id), f"More {number}")
    with statements() as many:
        second = client.get("/discussions/across").text
    assert len(many) == len(few)
    assert 'rel="next"' in second
    for way in ("watched", "unanswered", "nonsense"):
        assert client.get("/discussions/across", query_string={"show": way}).status_code == 200


def test_a_row_leads_to_the_first_new_post(talk, client):
    alice, bob, asked, _said = talk
    reading_actions.mark_seen(asked, 1, actor=bob)
    with clock.at(clock.now() + timedelta(minutes=9)):
        story.answer(alice, asked)
    sign_in(client, bob)
    shown = client.get("/discussions/across").text
    assert f"/discussions/forum/{asked.id}-asked?from=2" in shown
    assert "1 new post<" in shown


def test_visitors_see_public_questions_without_an_answer(talk, client):
    story.thread(talk[0], space("open", "public"), "For everyone")
    shown = client.get("/discussions/across?show=new").text
    assert "For everyone" in shown
    assert "Asked" not in shown


def test_what_names_one_until_the_post_is_removed(talk, client):
    alice, bob, asked, said = talk
    sign_in(client, alice)
    for thread in (asked, said):
        address = f"/discussions/forum/{thread.id}-{thread.slug}"
        sent = client.post(address, data={"text": "What do you think, @bob?", "language": "en"})
        assert sent.status_code == 303
    assert titles(bob, "mentions") == ["Said", "Asked"]
    assert titles(alice, "mentions") == []
    actions.remove_post(
        db.session.scalars(select(Post).where(Post.thread_id == said.id, Post.seq == 2)).one(),
        "Off",
        actor=alice,
    )
    assert titles(bob, "mentions") == ["Asked"]
