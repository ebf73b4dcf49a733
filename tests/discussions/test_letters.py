"""Which letters come: by what a member did, and by what a member chose for a thread, a space, or everywhere."""

from datetime import timedelta

import pytest

from cop.delivery import level_actions, level_queries, levels
from cop.delivery.level_rules import Level, effective
from cop.delivery.transport import SentMail
from cop.discussions.rules import Kind
from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from tests.discussions.story import answer, thread
from tests.people import member, sign_in, space


@pytest.fixture
def forum(app):
    return space()


def hear_of(post):
    """Who gets a letter of the last answer, by name."""
    worker.drain(clock.now() + timedelta(minutes=1))
    heard = {mail.to.partition("@")[0] for mail in db.session.query(SentMail)}
    db.session.query(SentMail).delete()
    db.session.commit()
    return heard


def choose(person, place, level):
    level_actions.choose_level(place, level, actor=person)


def test_the_nearest_choice_holds():
    assert effective(None, None, None) is Level.NORMAL
    assert effective(None, 3, 0) is Level.WATCHING
    assert effective(0, 3, 3) is Level.MUTED


def test_who_began_hears_of_each_answer_and_who_answered_of_answers_to_them(forum):
    alice, bob, chan = member(), member("Bob"), member("Chan")
    begun = thread(alice, forum)
    assert hear_of(answer(bob, begun)) == {"alice"}
    assert hear_of(answer(chan, begun)) == {"alice"}
    assert hear_of(answer(chan, begun, answered=2)) == {"alice", "bob"}


def test_what_was_chosen_holds_for_thread_space_and_everywhere(forum):
    alice, bob, chan, dao = member(), member("Bob"), member("Chan"), member("Dao")
    begun = thread(alice, forum)
    choose(alice, begun, Level.MUTED)
    choose(chan, forum, Level.WATCHING)
    level_actions.choose_everywhere(dao, Level.WATCHING, actor=dao)
    assert hear_of(answer(bob, begun)) == {"chan", "dao"}
    choose(dao, forum, Level.NORMAL)
    choose(chan, begun, Level.NORMAL)
    assert hear_of(answer(bob, begun)) == set()
    choose(alice, begun, None)
    assert hear_of(answer(bob, begun)) == {"alice"}


def test_what_one_does_raises_a_level_but_never_what_one_chose(forum):
    alice, bob = member(), member("Bob")
    begun = thread(alice, forum)
    answer(alice, begun)
    assert level_queries.chosen(alice.id, begun.ref).level is Level.WATCHING
    choose(bob, begun, Level.MUTED)
    answer(bob, begun)
    assert level_queries.chosen(bob.id, begun.ref).level is Level.MUTED


def test_who_lost_the_right_to_read_gets_no_letter_and_chooses_nothing(app):
    alice, bob, chan = member(), member("Bob"), member("Chan")
    closed = space("closed", "restricted", people=[alice, bob])
    begun = thread(alice, closed)
    levels.put(chan.id, begun.ref, Level.WATCHING)
    db.session.commit()
    assert hear_of(answer(bob, begun)) == {"alice"}
    with pytest.raises(Forbidden):
        choose(chan, begun, Level.NORMAL)


def test_the_page_says_why_and_changes_it_in_one_act(forum, client):
    alice, bob = member(), member("Bob")
    begun = thread(alice, forum)
    here = f"/discussions/forum/{begun.id}-{begun.slug}"
    sign_in(client, alice)
    assert "Watching</b>, because you began the thread" in client.get(here).text
    assert client.post(f"{here}/letters", data={"level": "0"}).status_code == 303
    page = client.get(here).text
    assert "Muted</b>, as you chose" in page
    assert begun.title in client.get("/account/letters").text
    wrong = client.post(f"{here}/letters", data={"level": "9"})
    assert (wrong.status_code, "Not a valid choice" in wrong.text) == (422, True)
    missing = client.post("/discussions/forum/letters", data={})
    assert (missing.status_code, "Choose which letters you want." in missing.text) == (422, True)
    assert level_queries.chosen(alice.id, begun.ref).level is Level.MUTED
    assert client.post("/discussions/forum/letters", data={"level": "3"}).status_code == 303
    assert client.post("/account/letters", data={"level": "2"}).status_code == 303
    assert client.post("/account/letters", data={"level": "x"}).status_code == 422
    assert level_queries.chosen(alice.id, "", "").level is Level.TRACKING
    assert level_queries.chosen(alice.id, forum.ref).level is Level.WATCHING
    assert bob.name not in client.get("/account/letters").text


def test_a_muted_thread_is_no_news(forum, client):
    alice, bob = member(), member("Bob")
    begun = thread(alice, forum, kind=Kind.discussion)
    answer(bob, begun, now=clock.now() + timedelta(minutes=1))  # what was there when Alice joined is not news
    sign_in(client, alice)
    assert begun.title in client.get("/").text
    choose(alice, begun, Level.MUTED)
    assert begun.title not in client.get("/").text


def test_a_letter_says_why_it_came(forum):
    alice, bob, chan = member(), member("Bob"), member("Chan")
    begun = thread(alice, forum)
    choose(chan, forum, Level.WATCHING)
    answer(bob, begun)
    worker.drain(clock.now() + timedelta(minutes=1))
    said = {mail.to: " ".join(mail.text.split()) for mail in db.session.query(SentMail)}
    assert "because it answers you" in said["alice@example.org"]
    assert "because you watch the space" in said["chan@example.org"]
    assert all(f"/discussions/forum/{begun.id}-{begun.slug}#letters" in text for text in said.values())


def test_home_shows_all_that_is_new_where_one_tracks_and_beginnings_elsewhere(forum, client):
    alice, bob = member(), member("Bob")
    with clock.at(clock.now() + timedelta(minutes=5)):
        begun = thread(alice, forum, kind=Kind.discussion)
    sign_in(client, bob)
    assert begun.title in client.get("/").text
    client.get(f"/discussions/forum/{begun.id}-{begun.slug}", buffered=True)
    db.session.rollback()
    with clock.at(clock.now() + timedelta(minutes=9)):
        answer(alice, begun)
    assert begun.title not in client.get("/").text
    choose(bob, begun, Level.TRACKING)
    shown = client.get("/").text
    assert f"/discussions/forum/{begun.id}-{begun.slug}?from=2" in shown


def test_what_one_does_never_lowers_what_holds(forum):
    alice, bob = member(), member("Bob")
    begun = thread(alice, forum)
    choose(bob, forum, Level.WATCHING)
    answer(bob, begun)
    assert level_queries.chosen(bob.id, begun.ref, forum.ref).level is Level.WATCHING
    choose(bob, forum, Level.MUTED)
    answer(bob, begun)
    assert level_queries.chosen(bob.id, begun.ref, forum.ref).level is Level.MUTED


def test_a_muted_space_is_no_news(forum, client):
    alice, bob = member(), member("Bob")
    with clock.at(clock.now() + timedelta(minutes=5)):
        begun = thread(alice, forum, kind=Kind.discussion)
    choose(bob, forum, Level.MUTED)
    sign_in(client, bob)
    assert begun.title not in client.get("/").text
