"""What a thread says in short, in a language: written by a person, and dated."""

import re

import pytest
from sqlalchemy import select

from cop.discussions import moving_actions, summary_actions, summary_queries
from cop.discussions.personal import PERSONAL
from cop.discussions.rules import PAGE
from cop.discussions.summary_models import Summary
from cop.kernel import clock, text
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, Missing, Stale
from cop.kernel.ledger import NOBODY, Entry
from cop.spaces.speech_rules import Speech
from tests.discussions import story
from tests.people import member, officer, sign_in, space


@pytest.fixture
def talk(app):
    alice, bob = member(), member("Bob", language="th")
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    return thread, alice, bob


def write(thread, who, words="สรุป", language="th", version=0):
    return summary_actions.write_summary(thread, text.write(words), language, version, actor=who)


def at(thread):
    return f"/discussions/forum/{thread.id}-{thread.slug}"


def test_it_stands_above_the_posts_with_name_date_and_what_came_after(talk, client):
    thread, alice, bob = talk
    sign_in(client, bob)
    form = client.get(at(thread) + "/summary").text
    assert re.search(r'<option selected value="th">', form)
    sent = client.post(at(thread) + "/summary", data={"text": "**สั้น** ๆ", "language": "th", "version": "0"})
    assert sent.location == at(thread)
    story.answer(alice, thread)
    sign_in(client, alice)
    shown = client.get(at(thread)).text
    assert "In short · ไทย" in shown
    assert '<div class="post-text" lang="th"><p><strong>สั้น</strong> ๆ</p>' in shown
    assert "Written by Bob" in shown
    assert "1 post came after it" in shown
    assert "/summary?language=th" not in shown


def test_one_in_each_language_and_the_readers_own_stands_open(talk, client):
    thread, alice, bob = talk
    write(thread, bob)
    write(thread, alice, "In English.", "en")
    sign_in(client, alice)
    shown = client.get(at(thread)).text
    assert '<details class="branch" open><summary>In short · English' in shown
    assert '<details class="branch"><summary>In short · ไทย' in shown
    story.many(thread, bob, PAGE)
    assert "In short" not in client.get(at(thread) + "?page=2").text.partition('class="rail"')[0]


def test_somebody_elses_is_theirs_and_the_moderators(talk):
    thread, alice, bob = talk
    write(thread, bob)
    with pytest.raises(Forbidden, match="Somebody else wrote"):
        write(thread, alice, version=1)
    with pytest.raises(Forbidden, match="Somebody else wrote"):
        summary_actions.remove_summary(thread, "th", actor=alice)
    assert write(thread, officer(), version=1).version == 2
    with pytest.raises(Forbidden):
        summary_actions.remove_summary(thread, "th", actor=bob)


def test_a_faster_save_is_shown_beside_ones_own(talk, client):
    thread, _alice, bob = talk
    write(thread, bob, "Mine, from the phone")
    sign_in(client, bob)
    stale = client.post(
        at(thread) + "/summary", data={"text": "From the desk", "language": "th", "version": "0"}
    )
    assert stale.status_code == 409
    assert "Mine, from the phone" in stale.text
    assert "From the desk" in stale.text
    with pytest.raises(Stale):
        write(thread, bob, version=7)


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "x" * 6_001}, {"language": "xx"}, {"text": "a\x00"}]
)
def test_what_is_missing_is_said_at_its_field(talk, client, wrong):
    thread, alice, _bob = talk
    sign_in(client, alice)
    form = {"text": "Short", "language": "en", "version": "0"}
    assert client.post(at(thread) + "/summary", data=form | wrong).status_code == 422
    assert summary_queries.summaries(thread.id) == []


def test_it_is_taken_away_once(talk, client):
    thread, _alice, bob = talk
    write(thread, bob)
    sign_in(client, bob)
    assert "Take the summary away" in client.get(at(thread) + "/summary?language=th").text
    assert client.post(at(thread) + "/summary/remove", data={"language": "th"}).status_code == 303
    assert client.post(at(thread) + "/summary/remove", data={"language": "th"}).status_code == 404
    with pytest.raises(Missing):
        summary_actions.remove_summary(thread, "th", actor=bob)


def test_who_may_not_read_reads_no_summary(talk, client):
    thread, alice, bob = talk
    write(thread, bob, "A canary")
    moving_actions.move_thread(thread, space("vault", "restricted"), actor=officer())
    sign_in(client, alice)
    for path in ("", "/summary", "/summary?language=th"):
        answer = client.get(at(thread) + path)
        assert answer.status_code == 404
        assert "canary" not in answer.text
    with pytest.raises(Forbidden):
        write(thread, alice, language="en")


def test_who_leaves_with_their_words_takes_it_along(talk):
    thread, _alice, bob = talk
    write(thread, bob)
    (kept,) = (one for one in PERSONAL if one.model is Summary)
    assert [row["source"] for row in kept.own(bob)] == ["สรุป"]
    for words, left in ((False, 1), (True, 0)):
        with transaction():
            kept.erase(bob, words, clock.now())
        assert db.session.query(Summary).count() == left


def test_under_a_rule_that_names_nobody_the_writer_has_no_name(talk, client):
    thread, alice, bob = talk
    with transaction():
        thread.speech = Speech.chatham.value
    write(thread, bob)
    sign_in(client, alice)
    shown = client.get(at(thread)).text
    assert "Written by a member" in shown
    assert "Bob" not in shown
    entry = db.session.scalars(select(Entry).where(Entry.verb == "summary_written")).one()
    assert entry.audience == NOBODY
