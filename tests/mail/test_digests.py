"""The digest as its reader gets it: what waits first, then threads by voices, never empty, ended by one click."""

import re
from datetime import timedelta

import pytest

from cop.delivery import level_queries, tokens
from cop.delivery.level_actions import choose_level
from cop.delivery.level_models import NotificationLevel
from cop.delivery.level_rules import Level
from cop.delivery.transport import SentMail
from cop.discussions import actions
from cop.discussions.rules import Kind
from cop.kernel import clock, text, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from cop.mail import digest_actions, digesting
from cop.mail.digest_models import Digest
from cop.spaces.models import Space
from tests.people import member, sign_in


def say(talk, title: str, *people, language="en"):
    """A thread in which they all speak."""
    first, *others = people
    space = db.session.get_one(Space, talk.thread.space_id)
    said = (title, Kind.discussion, [], text.write("Words."), language)
    thread = actions.start_thread(space, *said, actor=first)
    for person in others:
        actions.answer(thread, text.write("More."), language, actor=person)
    return thread


def digest(talk, days=range(7), **more) -> list[SentMail]:
    """Bob's, of the next morning."""
    if db.session.get(Digest, talk.bob.id) is None:
        digest_actions.choose_digest(talk.bob, list(days), more.get("own_languages", False), actor=talk.bob)
    morning = clock.now() + timedelta(days=more.get("after", 1))
    digesting.send_due(morning)
    worker.drain(morning)
    mine = db.select(SentMail).where(SentMail.to == "bob@example.org", SentMail.subject.startswith("Digest"))
    return list(db.session.scalars(mine.order_by(SentMail.id)))


def test_threads_stand_by_the_number_of_voices(talk):
    carol, dan = member("Carol"), member("Dan")
    say(talk, "One voice", carol)
    say(talk, "Three voices", carol, dan, talk.alice)
    (letter,) = digest(talk)
    at = [
        letter.text.index(title)
        for title in ("Three voices. 3 people", "One voice. 1 person", "Local data. 1 person")
    ]
    assert at == sorted(at)


def test_muted_read_and_own_threads_are_left_out(talk):
    muted = say(talk, "Muted", talk.alice)
    choose_level(muted, Level.MUTED, actor=talk.bob)
    say(talk, "Own", talk.bob)
    (letter,) = digest(talk)
    assert "Local data" in letter.text
    assert "Muted" not in letter.text.split("What is new")[0]
    assert "Own. " not in letter.text


def test_threads_in_other_languages_are_left_out_when_asked(talk):
    with transaction():
        talk.bob.languages = ["ms"]
    say(talk, "Berbahasa", talk.alice, language="ms")
    (letter,) = digest(talk, own_languages=True)
    spoken = letter.text.split("Where people spoke")[1].split("What is new")[0]
    assert "Berbahasa" in spoken
    assert "Local data" not in spoken


def test_an_empty_one_is_not_sent(app):
    bob = member("Bob")
    digest_actions.choose_digest(bob, range(7), False, actor=bob)
    morning = clock.now() + timedelta(days=1)
    digesting.send_due(morning)
    worker.drain(morning)
    assert db.session.query(SentMail).count() == 0


def test_one_morning_brings_one(talk):
    digest(talk)
    assert len(digest(talk)) == 1


def test_nobody_gets_one_who_did_not_ask(talk):
    morning = clock.now() + timedelta(days=7)
    digesting.send_due(morning)
    worker.drain(morning)
    assert not [m for m in db.session.scalars(db.select(SentMail)) if m.subject.startswith("Digest")]


def test_who_is_never_here_is_told_that_it_slows_down(talk):
    begun = clock.now()
    for number in range(1, 10):
        letters = digest(talk, after=number)
        with clock.at(begun + timedelta(days=number, hours=1)):
            say(talk, f"New {number}", talk.alice)
    assert [("once a week" in letter.text) for letter in letters].count(True) == 1
    assert db.session.get(Digest, talk.bob.id).pace == "weekly"


def test_it_is_chosen_on_its_page_and_ended_by_one_click(talk, app, client):
    browser = sign_in(app.test_client(), talk.bob)
    assert browser.post("/account/letters/digest", data={"days": ["0", "3"]}).status_code == 303
    chosen = db.session.get(Digest, talk.bob.id)
    assert chosen.days == [0, 3]
    assert browser.post("/account/letters/digest", data={"days": ["9"]}).status_code == 422
    raw = tokens.token(
        talk.house.config.data_dir, tokens.STOP, talk.bob.id, f"digest:{talk.bob.id}", clock.now()
    )
    assert "Letters of this kind come to you" in client.get(f"/letters/stop/{raw}").text
    client.post(f"/letters/stop/{raw}")
    db.session.refresh(chosen)
    assert (chosen.days, chosen.next_at) == ([], None)
    with pytest.raises(Forbidden):
        digest_actions.choose_digest(talk.bob, [1], False, actor=talk.alice)


@pytest.mark.parametrize("line", ["digest", "since 3 days", "Since 3"])
def test_a_line_of_text_brings_one_at_once(talk, line):
    assert talk.write(line).state == "taken"
    worker.drain()
    letters = [m for m in db.session.scalars(db.select(SentMail)) if m.subject.startswith("Digest")]
    assert [letter.to for letter in letters] == ["bob@example.org"]
    assert "Local data. 1 person" in letters[0].text
    assert len(talk.posts()) == 1


def test_levels_say_what_they_would_have_brought(talk, app):
    """Bob watches what he began, whatever he chooses for everywhere; elsewhere nobody answers him."""
    own = say(talk, "Busy", talk.bob, talk.alice, member("Carol"))
    other = say(talk, "Elsewhere", talk.alice, talk.bob, talk.alice)
    with transaction():
        db.session.execute(db.delete(NotificationLevel).where(NotificationLevel.subject == other.ref))
    browser = sign_in(app.test_client(), talk.bob)
    page = browser.get("/account/letters").text
    counts = re.findall(r"Last week: (\d+) letters?\.", page)
    assert counts == ["2", "2", "2", "3"]
    assert page.count(">Busy<") == 3  # twice in the preview, once as chosen
    choose_level(own, Level.MUTED, actor=talk.bob)
    shown = browser.post("/account/letters", data={"level": "3", "preview": "1"})
    assert "with “Watching”" in shown.text
    assert (shown.text.count(">Elsewhere<"), shown.text.count(">Busy<")) == (1, 1)
    assert level_queries.chosen(talk.bob.id, "").level is Level.NORMAL  # nothing was saved
    assert browser.post("/account/letters", data={"level": "x", "preview": "1"}).status_code == 200
