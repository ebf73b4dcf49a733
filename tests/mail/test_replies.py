"""A letter answered by mail: said once, as if typed on the page, or refused with a reason and the writer's own words."""

from datetime import timedelta

import pytest

from cop.delivery.level_queries import chosen
from cop.delivery.level_rules import Level
from cop.delivery.transport import SentMail
from cop.discussions import mailed_actions, thread_actions
from cop.discussions.models import Thread
from cop.kernel import clock, text, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove
from cop.kernel.ledger import Entry
from cop.mail import actions, arriving
from cop.mail.enclosing import Taken
from cop.mail.models import Inbound
from cop.mail.notices import to_member
from cop.mail.rules import State
from cop.spaces.models import Space
from tests.mail.corpus import QUOTED
from tests.people import member, officer, sign_in


def letters(to: str) -> list[SentMail]:
    return list(db.session.scalars(db.select(SentMail).where(SentMail.to == to).order_by(SentMail.id)))


def test_an_answer_by_mail_is_the_post_one_types(talk):
    words = "We **do** the same:\n\n- here\n- there"
    talk.write(f"{words}\n\nOn 20/11/2026 09:15, Community wrote:\n{QUOTED}\n")
    said = talk.posts()[-1]
    typed = text.write(words)
    assert (said.author_id, said.source, said.html) == (talk.bob.id, typed.source, typed.html)
    assert (said.parent_seq, said.language, said.group_key) == (None, "en", "professionals")
    letter = letters("alice@example.org")[-1]
    assert letter.subject.startswith("Answer in")
    assert "answer with one word: mute" in letter.text


def test_an_answer_to_an_answer_stands_under_it(talk):
    talk.write("First.", id="1")
    second = talk.posts()[-1]
    talk.write("Under it.", id="2", to=talk.address(about=second.ref))
    assert talk.posts()[-1].parent_seq == second.seq


def test_a_mail_that_comes_twice_is_said_once(talk):
    first = talk.write("Once.", id="same")
    assert talk.write("Once.", id="same").id == first.id
    assert [p.source for p in talk.posts()] == ["Which data?", "Once."]


def test_a_mail_is_stored_before_it_is_read(talk):
    arriving.deliver(b"From: bob@example.org\r\nMessage-ID: <a@b>\r\n\r\nHi", [talk.address()])
    assert db.session.scalars(db.select(Inbound.state)).all() == ["new"]
    assert len(talk.posts()) == 1
    worker.drain()
    assert talk.posts()[-1].source == "Hi"
    assert db.session.scalars(db.select(Inbound.raw)).all() == [b""]


def test_a_forged_sender_is_held_and_the_member_asked(talk, app):
    held = talk.write("I resign.", sender="eve@evil.example")
    assert (held.state, len(talk.posts())) == ("held", 1)
    (letter,) = letters("bob@example.org")
    assert "eve@evil.example" in letter.text
    assert "I resign." not in letter.text
    assert letters("eve@evil.example") == []
    browser = sign_in(app.test_client(), talk.bob)
    assert "I resign." in browser.get(f"/account/mail/{held.id}").text
    assert "Mail held" in browser.get("/").text


def test_a_held_mail_is_said_or_dropped_by_its_member_alone(talk, app):
    held = talk.write("Mine after all.", sender="bob@home.example")
    for person in (talk.alice, officer()):
        assert sign_in(app.test_client(), person).get(f"/account/mail/{held.id}").status_code == 404
        with pytest.raises(Forbidden):
            actions.say_mail(held, Taken(), actor=person)
        with pytest.raises(Forbidden):
            actions.drop_mail(held, actor=person)
    assert app.test_client().get(f"/account/mail/{held.id}").status_code == 404
    browser = sign_in(app.test_client(), talk.bob)
    assert browser.post(f"/account/mail/{held.id}/say").status_code == 303
    assert talk.posts()[-1].source == "Mine after all."
    assert browser.post(f"/account/mail/{held.id}/drop").status_code == 409


def test_a_dropped_mail_leaves_no_words(talk, app):
    held = talk.write("Not mine.", sender="eve@evil.example")
    sign_in(app.test_client(), talk.bob).post(f"/account/mail/{held.id}/drop")
    assert (held.state, held.text, len(talk.posts())) == ("dropped", "", 1)
    with pytest.raises(IllegalMove):
        actions.say_mail(held, Taken(), actor=talk.bob)


def test_an_address_not_yet_confirmed_is_nobodys(talk):
    with transaction():
        talk.bob.addresses[0].verified_at = None
    assert talk.write().state == "held"


def test_a_leaked_address_speaks_for_nobody_else(talk):
    """A forwarded letter carries the answer address along: who has it is not believed to be its owner."""
    mail = talk.write("From Alice's account.", sender="alice@example.org")
    assert (mail.state, mail.member_id, len(talk.posts())) == ("held", talk.bob.id, 1)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"), lambda t: "f" + t, lambda t: ""]
)
def test_a_made_up_address_takes_nothing(talk, change):
    local, _at, host = talk.address().partition("@")
    name, _plus, token = local.partition("+")
    assert arriving.deliver(b"From: bob@example.org\r\n\r\nHi", [f"{name}+{change(token)}@{host}"]) == 0
    assert db.session.scalar(db.select(Inbound.id)) is None


def test_capital_letters_in_an_address_are_the_same_address(talk):
    assert arriving.deliver(b"From: bob@example.org\r\n\r\nHi", [talk.address().upper()]) == 1


def refusal(talk, **mail) -> str:
    """The sentence that the writer is told, with the text given back."""
    refused = talk.write("My own words.", **mail)
    assert refused.state == State.REFUSED
    letter = letters("bob@example.org")[-1]
    assert "My own words." in letter.text
    return letter.text


def test_a_locked_thread_refuses_as_the_page_does(talk):
    thread_actions.lock_thread(talk.thread, actor=officer())
    assert "This thread is locked." in refusal(talk)
    assert len(talk.posts()) == 1


def test_a_space_one_may_no_longer_read_takes_nothing(talk):
    with transaction():
        db.session.get_one(Space, talk.thread.space_id).visibility = "restricted"
    text = refusal(talk)
    assert "may not read" in text
    assert "Local data" not in text


def test_an_old_letter_is_not_answered(talk):
    to = talk.address()
    later = clock.now() + timedelta(days=92)
    arriving.deliver(
        f"From: bob@example.org\r\nMessage-ID: <o@x>\r\nTo: {to}\r\n\r\nMy own words.".encode(), [to]
    )
    worker.drain(later)
    assert "older than 90 days" in letters("bob@example.org")[-1].text


def test_who_was_suspended_is_told(talk):
    with transaction():
        talk.bob.state = "suspended"
    assert "does not take part" in refusal(talk)


def test_a_mail_that_says_nothing_is_refused(talk):
    assert talk.write(QUOTED).state == "refused"
    assert "Nothing was written" in letters("bob@example.org")[-1].text


def test_too_long_a_text_comes_back(talk):
    talk.write("word " * 15_000)
    assert "at most 60000 fit" in letters("bob@example.org")[-1].text


def test_what_is_too_much_comes_back_with_the_writers_words(talk):
    parts = "".join(
        f"--b\r\nContent-Type: text/plain\r\n\r\n{words}\r\n" for words in ["My own words.", *"x" * 200]
    )
    headers = ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b"]
    to = talk.address()
    head = ["From: bob@example.org", f"To: {to}", "Message-ID: <bomb@x>", *headers]
    arriving.deliver(("\r\n".join(head) + "\r\n\r\n" + parts).encode(), [to])
    worker.drain()
    letter = letters("bob@example.org")[-1]
    assert "has more parts, than can be taken" in letter.text
    assert "My own words." in letter.text
    assert len(talk.posts()) == 1


@pytest.mark.parametrize(
    ("words", "header", "language"),
    [("ทดสอบด้วยภาพ", "Content-Language: en-US", "th"), ("Kami setuju.", "Content-Language: id", "id"),
     ("Setuju.", "X-A: b", "en")],
)  # fmt: skip
def test_a_post_by_mail_is_in_the_language_of_its_words(talk, words, header, language):
    talk.write(words, headers=[header])
    assert talk.posts()[-1].language == language


@pytest.mark.parametrize("header", ["Auto-Submitted: auto-replied", "Precedence: bulk"])
def test_what_a_program_answers_is_nobodys_word_and_gets_no_answer(talk, header):
    assert talk.write("I am away.", headers=[header]).state == "ignored"
    assert len(talk.posts()) == 1
    assert letters("bob@example.org") == []


def test_two_servers_answering_each_other_end(app):
    """Refusals have a cap a day, so that a program that hides what it is cannot go on for ever."""
    entry = Entry(id=1, verb="mail_refused", subject="inbound:1", facts={"member": member().id})
    assert [len(list(to_member(entry))) for _ in range(12)] == [1] * 10 + [0, 0]


@pytest.mark.parametrize(
    ("word", "level"), [("mute", Level.MUTED), ("Watch.", Level.WATCHING), ("unsubscribe", Level.MUTED)]
)
def test_a_line_of_text_changes_which_letters_come_and_is_answered(talk, word, level):
    assert talk.write(f"{word}\n\nKind regards\nBob\n\n{QUOTED}").state == "taken"
    assert chosen(talk.bob.id, talk.thread.ref).level is level
    assert len(talk.posts()) == 1
    (letter,) = letters("bob@example.org")
    assert "Done:" in letter.text
    assert "Local data" in letter.text
    assert "Kind regards" in letter.text  # nothing of it is lost


def test_a_text_that_only_begins_like_a_command_is_said(talk):
    words = "Digest\n\n" + "What I read this week about local data. " * 10
    talk.write(words)
    assert talk.posts()[-1].source == words.strip()


def test_a_space_is_muted_by_a_line_too(talk):
    space_ref = f"space:{talk.thread.space_id}"
    talk.write("mute", to=talk.address(about=space_ref))
    assert chosen(talk.bob.id, space_ref).level is Level.MUTED
    assert "Done:" in letters("bob@example.org")[-1].text


@pytest.mark.parametrize("word", ["since 3 days", "digest"])
def test_a_digest_that_is_asked_for_is_the_answer(talk, word):
    assert talk.write(f"{word}\n\nBob").state == "taken"
    digest, done = sorted(letters("bob@example.org"), key=lambda one: one.subject.startswith("Done"))
    assert digest.subject.startswith("Digest of")
    assert "Bob" in done.text


def test_a_command_that_suits_nothing_is_refused(talk):
    talk.write("mute", to=talk.address(about="meeting:1"))
    assert "takes no answer by mail" in letters("bob@example.org")[-1].text


def begin(talk, subject: str) -> Inbound:
    to = talk.address(about=f"space:{talk.thread.space_id}")
    raw = f"From: bob@example.org\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{subject}@x>\r\n\r\nFirst words."
    arriving.deliver(raw.encode(), [to])
    worker.drain()
    return db.session.scalars(db.select(Inbound).order_by(Inbound.id.desc())).first()


def test_a_thread_is_begun_by_mail_where_its_space_allows_that(talk, app):
    assert begin(talk, "A new thing").state == "refused"
    facilitator = sign_in(app.test_client(), officer())
    assert facilitator.post("/discussions/forum/by-mail/allow").status_code == 303
    page = sign_in(app.test_client(), talk.bob).get("/discussions/forum/by-mail").text
    assert talk.address(about=f"space:{talk.thread.space_id}") in page
    assert begin(talk, "Re: Fwd: Another thing").state == "taken"
    made = db.session.scalars(db.select(Thread).order_by(Thread.id.desc())).first()
    assert (made.title, made.author_id, made.posts) == ("Another thing", talk.bob.id, 1)
    assert begin(talk, "").state == "refused"
    facilitator.post("/discussions/forum/by-mail/end")
    assert begin(talk, "Too late").state == "refused"


def test_only_those_who_keep_the_space_let_it_take_mail(talk, app, client):
    browser = sign_in(app.test_client(), talk.alice)
    assert browser.post("/discussions/forum/by-mail/allow").status_code == 403
    assert client.get("/discussions/forum/by-mail").status_code in (302, 404)
    with pytest.raises(Forbidden):
        mailed_actions.allow_mail(db.session.get_one(Space, talk.thread.space_id), actor=talk.alice)


def test_ones_own_mail_is_listed_with_what_became_of_it(talk, app):
    talk.write(f"By mail.\n\nOn 20/11/2026 09:15, Community wrote:\n{QUOTED}\n")
    browser = sign_in(app.test_client(), talk.bob)
    assert "Re: Answer" in browser.get("/account/mail").text
    mail = db.session.scalars(db.select(Inbound)).one()
    page = browser.get(f"/account/mail/{mail.id}").text
    assert "See what became of it" in page
    assert "We test on our own images." in page
    assert "Re: Answer" not in sign_in(app.test_client(), member("Carol")).get("/account/mail").text
