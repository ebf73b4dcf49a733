"""Letters and their answers through a real Postfix: out by SMTP under TLS, in by LMTP, and nothing is lost between."""

import email
import email.policy
import re
import smtplib
import ssl
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from cop.delivery import level_actions, transport
from cop.delivery.level_rules import Level
from cop.discussions import actions
from cop.discussions.models import Post
from cop.discussions.rules import Kind
from cop.kernel import clock, text, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.outbox import Item
from cop.mail.listening import Listener
from cop.mail.models import Inbound
from tests.mail import postfix
from tests.mail.calendars import PROGRAMS
from tests.mail.test_invitations import Invited
from tests.meetings.story import PLANNED
from tests.people import member, sign_in, space
from tests.running import free_port, until

pytestmark = [pytest.mark.sqlite, pytest.mark.long]


class Inboxes:
    """Where Postfix delivers what goes to members: their mail programs read it here, and answer through Postfix."""

    def __init__(self, relay: postfix.Postfix) -> None:
        self.mails, self.relay, self.written = [], relay, 0

    async def handle_DATA(self, _server, _session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

    def to(self, address: str, about: str = "") -> list[EmailMessage]:
        """The mails to an address, once there are any; with the Message-ID ``about``."""

        def mine():
            return [m for m in self.mails if address in m["to"] and about in (m["message-id"] or "")]

        assert until(mine, 20), f"no mail for {address}: {self.relay.log}"
        return mine()

    def answer(self, person, letter: EmailMessage, words: str) -> None:
        """As a mail program does: the words above, the letter quoted below."""
        made = EmailMessage(policy=email.policy.SMTP)
        made["From"], made["To"] = f"{person.name} <{person.addresses[0].email}>", letter["reply-to"]
        made["Subject"], made["In-Reply-To"] = f"Re: {letter['subject']}", letter["message-id"]
        made["Message-ID"] = f"<{len(words)}@program.example>"
        quoted = letter.get_body(("plain",)).get_content().replace("\r\n", "\n").split("\n")
        begun = f"{words}\n\nOn 20/11/2026 09:15, Community wrote:\n"
        made.set_content(begun + "\n".join(f"> {line}" for line in quoted))
        self.send(made.as_bytes(), person, letter)

    def send(self, raw: bytes, person, letter: EmailMessage) -> None:
        to = letter["reply-to"].addresses[0].addr_spec
        with smtplib.SMTP("127.0.0.1", self.relay.port) as server:
            server.sendmail(person.addresses[0].email, [to], raw)

    def handed_over(self, number: int) -> bool:
        """Whether so many answers reached the site through Postfix."""
        return until(lambda: self.relay.log.count("250 2.0.0 Stored") >= number, 20)


@pytest.fixture(scope="module")
def relay():
    """One for the module; its ports are its own, the site's LMTP's and the members' inboxes'."""
    if not postfix.is_here():
        pytest.skip(postfix.NOT_HERE)
    made = postfix.Postfix(port=free_port(), door=free_port(), inbox=free_port())
    made.start()
    yield made
    made.stop()


@pytest.fixture
def inboxes(app, house, relay, monkeypatch):
    """Everything set up as an operator does, with TLS demanded of the way out."""
    monkeypatch.setenv("SSL_CERT_FILE", str(relay.certificate))
    (relay.folder / "log").write_text("")
    house.config = replace(house.config, mail_url=f"smtp+starttls://127.0.0.1:{relay.port}")
    box, listener = Inboxes(relay), Listener(app, f"lmtp://127.0.0.1:{relay.door}")
    server = Controller(box, hostname="127.0.0.1", port=relay.inbox)
    server.start()
    listener.start()
    yield box
    transport.hang_up()
    listener.stop()
    server.stop()


ROOT = "Which data do you test with?"
# Who says it, in answer to which post, and what.
TALK = (
    ("Carol", 1, "We do the same, with images of **two** scanners:\n\n- from the ward\n- from the clinic"),
    (
        "Bob",
        2,
        "ເຮົາກໍເຮັດ — การดูแล, which stands on one line of far more than 76 characters, whatever is between.",
    ),
    ("Alice", 3, "ខ្ញុំយល់ព្រម។\n\nWho keeps them?"),
    ("Carol", 3, "Chúng tôi lưu giữ chúng; see <https://example.org/a?b=1&c=2>."),
)
BATCHED = timedelta(minutes=6)


def begun(forum, cast):
    thread = actions.start_thread(
        forum, "Data", Kind.discussion, [], text.write(ROOT), "en", actor=cast["Alice"]
    )
    for person in cast.values():
        level_actions.choose_level(thread, Level.WATCHING, actor=person)
    return thread


def type_in(app, forum, thread, person, seq, words) -> None:
    """On the page, by its form."""
    form = {"text": words, "language": "en", "parent": str(seq)}
    path = f"/discussions/{forum.slug}/{thread.id}-{thread.slug}"
    assert sign_in(app.test_client(), person).post(path, data=form).status_code == 303


def as_seen(app, forum, thread, person) -> str:
    """The thread's page without what differs from thread to thread: addresses and moments."""
    page = sign_in(app.test_client(), person).get(f"/discussions/{forum.slug}/{thread.id}-{thread.slug}").text
    posts = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"<time.*?</time>|<[^>]*>|\s+", " ", posts, flags=re.DOTALL)


def tree(thread) -> list[tuple]:
    rows = db.select(Post.seq, Post.parent_seq, Post.author_id, Post.source, Post.html, Post.group_key)
    return db.session.execute(rows.where(Post.thread_id == thread.id).order_by(Post.seq)).all()


def test_a_thread_by_mail_is_the_thread_one_types(app, house, inboxes):
    cast = {"Alice": member(), "Bob": member("Bob", "professionals", "MY"), "Carol": member("Carol")}
    forum = space()
    typed, mailed = begun(forum, cast), begun(forum, cast)
    for name, seq, words in TALK:
        type_in(app, forum, typed, cast[name], seq, words)
    type_in(app, forum, mailed, cast["Carol"], *TALK[0][1:])
    for number, (name, seq, words) in enumerate(TALK[1:], 1):
        worker.drain(clock.now() + BATCHED)
        answered = db.session.scalars(db.select(Post.id).filter_by(thread_id=mailed.id, seq=seq)).one()
        (letter,) = inboxes.to(cast[name].addresses[0].email, f"<post-{answered}@")
        inboxes.answer(cast[name], letter, words)
        assert inboxes.handed_over(number)
        worker.drain()
    assert tree(mailed) == tree(typed)
    dan = member("Dan")
    assert as_seen(app, forum, mailed, dan) == as_seen(app, forum, typed, dan)


def test_an_invitation_goes_out_and_its_answer_comes_in_once(house, inboxes):
    with clock.at(PLANNED):
        invited = Invited(house)
        (letter,) = inboxes.to("bob@example.org")
        (event,) = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
        assert letter["reply-to"].addresses[0].addr_spec in event.get_content().replace("\r\n ", "")
        for _ in range(2):
            inboxes.send(PROGRAMS["outlook"](invited.answer(), ZoneInfo("Asia/Bangkok")), invited.bob, letter)
        assert inboxes.handed_over(2)
        with transaction():  # the listener has a clock of its own
            db.session.execute(db.update(Item).where(Item.kind == "inbound").values(due=PLANNED))
        worker.drain()
        assert (invited.said(), invited.meeting.coming) == ("yes", 1)
        assert db.session.query(Inbound).count() == 1


def test_who_was_told_no_address_hears_it_from_postfix(inboxes, house):
    """Our listener refuses at its door; Postfix then writes to the sender, and nothing is stored."""
    raw = b"From: eve@evil.example\r\nSubject: Guess\r\nMessage-ID: <g@evil.example>\r\n\r\nHello"
    with smtplib.SMTP("127.0.0.1", inboxes.relay.port) as server:
        server.sendmail("eve@evil.example", ["reply+guess@cop.example.org"], raw)
    (returned,) = inboxes.to("eve@evil.example")
    assert "Nobody was told this address" in returned.as_string()
    assert db.session.query(Inbound).count() == 0


def test_a_relay_that_nobody_vouches_for_gets_nothing(inboxes, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    transport.hang_up()
    with pytest.raises(ssl.SSLCertVerificationError):
        transport.connect(f"smtp+starttls://127.0.0.1:{inboxes.relay.port}")
