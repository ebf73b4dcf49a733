"""A community that takes answers by mail, and a thread to answer in."""

from dataclasses import dataclass, replace

import pytest

from cop.delivery import tokens
from cop.discussions import actions
from cop.discussions.models import Post, Thread
from cop.discussions.rules import Kind
from cop.kernel import clock, text, worker
from cop.kernel.db import db
from cop.mail import arriving
from cop.mail.models import Inbound
from tests.people import member, space

REPLIES = "reply@cop.example.org"


@pytest.fixture
def house(app):
    """The house, its replies open."""
    house = app.extensions["cop"]
    before = house.config
    house.config = replace(before, mail_replies=REPLIES, mail_from="cop@cop.example.org")
    yield house
    house.config = before


@dataclass
class Talk:
    """Alice began it, Bob answers by mail."""

    house: object
    alice: object
    bob: object
    thread: Thread
    post: Post

    def address(self, person=None, about="") -> str:
        raw = tokens.token(
            self.house.config.data_dir,
            tokens.REPLY,
            (person or self.bob).id,
            about or self.post.ref,
            clock.now(),
        )
        return tokens.address(REPLIES, raw)

    def write(
        self, body="By mail.", *, sender="bob@example.org", to="", id="1", headers=(), now=None
    ) -> Inbound | None:
        """Sends a mail in and lets the worker read it; what became of it."""
        to = to or self.address()
        head = [
            f"From: Bob <{sender}>",
            f"To: {to}",
            "Subject: Re: Answer",
            f"Message-ID: <{id}@mail.example>",
        ]
        kind = "Content-Type: text/plain; charset=utf-8"
        raw = "\r\n".join([*head, *headers, kind]).encode() + b"\r\n\r\n" + body.encode()
        arriving.deliver(raw, [to])
        worker.drain(now)
        return db.session.scalars(db.select(Inbound).order_by(Inbound.id.desc())).first()

    def posts(self) -> list[Post]:
        every = db.select(Post).where(Post.thread_id == self.thread.id).order_by(Post.seq)
        return list(db.session.scalars(every))


@pytest.fixture
def talk(house):
    alice, bob = member(), member("Bob", "professionals", "MY")
    started = actions.start_thread(
        space(), "Local data", Kind.discussion, [], text.write("Which data?"), "en", actor=alice
    )
    first = db.session.scalars(db.select(Post).where(Post.thread_id == started.id)).one()
    worker.drain()
    return Talk(house, alice, bob, started, first)
