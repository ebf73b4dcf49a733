"""From an item of the outbox to a letter in someone's inbox.

A feature's ``notices`` says, for each verb, who hears of it: ``fn(entry) -> Iterable[Letter]``. A letter holds ids
only; its words are made when it is sent (``letters``: ``fn(member, letter) -> Mail | None``), so that no name or text
waits in the outbox and what became moot is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from typing import Any, TypeVar

from flask import current_app, g
from flask_babel import force_locale

from cop.delivery import transport
from cop.delivery.messages import Reader, message, return_path
from cop.kernel.db import db
from cop.kernel.letters import Letter, Mail, write
from cop.members.models import Member

__all__ = ["Letter", "Mail", "send", "write"]
T = TypeVar("T")


def send(payload: dict[str, Any], now: datetime) -> None:
    """Task ``mail``: makes the words for the reader and hands them to the transport. Raises what the transport raises."""
    member = db.session.get(Member, payload["to"])
    if member is None:
        return
    letter = Letter(payload["kind"], payload["to"], payload["about"], payload["entry"])
    if not may_get(member, letter.kind):
        return
    compose = current_app.extensions["cop"].letters[letter.kind]
    deliver(reader_of(member), member, lambda: compose(member, letter), _key(letter), now)


def _key(letter: Letter) -> str:
    return f"{letter.entry}.{letter.kind}.{letter.to}"


def reader_of(member: Member) -> Reader:
    address = member.addresses[0]
    return Reader(member.name, address.email, member.language, member.id, address.id)


def deliver(reader: Reader, person: Any, compose: Callable[[], Mail | None], key: str, now: datetime) -> None:
    """Sends what ``compose`` writes as read by ``person``; nothing where it writes nothing."""
    config = current_app.extensions["cop"].config

    def make() -> EmailMessage | None:
        mail = compose()
        return message(config, reader, mail, key, now) if mail else None

    if made := as_read_by(person, reader.language, make):
        transport.send(made, return_path(config, reader, now), key, now)


def may_get(member: Member, kind: str) -> bool:
    """Whether a letter of this kind goes to the member now."""
    return bool(member.addresses) and not _gathered(member, kind) and reaches(member)


def reaches(member: Member) -> bool:
    """Whether letters go to the member's address: not where too many came back (hook ``is_unreachable``)."""
    unreachable = current_app.extensions["cop"].hooks.get("is_unreachable")
    return unreachable is None or not unreachable(member.addresses[0].id)


def _gathered(member: Member, kind: str) -> bool:
    """Whether the member asked for one letter in place of many such (hook ``gathers_letters``)."""
    house = current_app.extensions["cop"]
    gathers = house.hooks.get("gathers_letters")
    return gathers is not None and kind in house.each("digest") and gathers(member)


def as_read_by(reader: Any, language: str, work: Callable[[], T]) -> T:
    """Works as if for the reader: their language, their zone, what they may see, links on the base address."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.test_request_context(base_url=app.extensions["cop"].config.base_url):
        g._login_user = reader
        with force_locale(language):
            return work()
