"""Mail is stored, then read, then taken, held, refused or set aside: each once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app

from cop.kernel import outbox, refs
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Refused
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import Actor
from cop.mail import permits, queries, rules
from cop.mail.enclosing import Taken
from cop.mail.languages import language_of
from cop.mail.models import Inbound
from cop.mail.quoting import Parts
from cop.mail.reading import Read
from cop.mail.rules import Asked, State
from cop.members.models import Member


@upkeep(permits.by_the_clock)
def take_in(raw: bytes, message_id: str, token: str, *, actor: Actor, now: datetime) -> bool:
    """Stores a mail as it came, to be read by the worker; False when it came before."""
    key = rules.key(message_id, token, raw)
    if queries.by_key(key) is not None:
        return False
    mail = Inbound(key=key, at=now, token=token, raw=raw)
    db.session.add(mail)
    db.session.flush()
    outbox.put("inbound", {"mail": mail.id}, key=f"inbound:{mail.id}", due=now)
    return True


@upkeep(permits.by_the_clock, lock="mail")
def note_mail(
    mail: Inbound,
    member: Member,
    about: str,
    read: Read,
    parts: Parts,
    calendar: Sequence[dict[str, Any]] = (),
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """What was read from it, and whose it is; ``calendar`` are its answers to an invitation."""
    mail.member_id, mail.about = member.id, about
    mail.sender, mail.subject = read.sender, read.subject[:500]
    mail.text, mail.cut, mail.left_out = parts.kept, parts.cut, [file.name for file in read.files]
    mail.values = {"calendar": list(calendar), "language": _language(parts.kept, read, member)}


def _language(text: str, read: Read, member: Member) -> str:
    return language_of(text, read.language, [member.language, *member.languages])


@upkeep(permits.by_the_clock, lock="mail")
def set_mail_aside(mail: Inbound, state: State, why: str, *, actor: Actor, now: datetime) -> None:
    """Nobody is answered: a program wrote it, or nobody of ours."""
    mail.state, mail.outcome, mail.raw = state.value, why, b""


@action(permits.by_the_clock, lock="mail")
def hold_mail(mail: Inbound, *, actor: Actor, now: datetime) -> None:
    """The member whose address was used is asked by mail whether they sent it; until then it is kept as it came."""
    mail.state = State.HELD.value
    record("mail_held", mail.ref, actor=actor, now=now, audience=NOBODY, member=mail.member_id)


@action(permits.by_the_clock, lock="mail")
def refuse_mail(mail: Inbound, refused: Refused, *, actor: Actor, now: datetime) -> None:
    """The writer is told why by mail, and gets the text back."""
    mail.state, mail.raw, mail.outcome = State.REFUSED.value, b"", refused.message
    mail.values = {name: _kept(value) for name, value in refused.values.items()}
    record("mail_refused", mail.ref, actor=actor, now=now, audience=NOBODY, member=mail.member_id)


def _kept(value: Any) -> Any:
    return value if isinstance(value, str | int | list) else str(value)


@action(permits.may_say, lock="mail")
def say_mail(mail: Inbound, taken: Taken, *, actor: Any, now: datetime) -> str:
    """Says the mail's text where its address leads, as its feature's own action would; the address of what was said.

    ``taken``: what it encloses. Raises IllegalMove for one that was dealt with, and what that action raises.
    """
    if mail.state not in (State.NEW, State.HELD):
        raise IllegalMove(N_("This mail was dealt with already."))
    kind, id = refs.split(mail.about)
    said = current_app.extensions["cop"].hooks.get(f"{'calendar' if mail.calendar else 'mailed'}:{kind}")
    if said is None:
        raise IllegalMove(rules.NOT_ANSWERED)
    mail.values = mail.values | {"files": taken.ids, "left": taken.left}
    mail.outcome = str(said(id, mail, actor, now))
    mail.left_out = [one["name"] for one in taken.left]
    mail.state, mail.raw = State.TAKEN.value, b""
    record("mail_taken", mail.ref, actor=actor, now=now, audience=NOBODY)
    return mail.outcome


@action(permits.may_decide, lock="mail")
def drop_mail(mail: Inbound, *, actor: Any, now: datetime) -> None:
    """It was not the member's own, or is wanted no more: its words go."""
    if mail.state != State.HELD:
        raise IllegalMove(N_("This mail was dealt with already."))
    mail.state, mail.text, mail.cut, mail.subject = State.DROPPED.value, "", "", ""
    mail.raw, mail.left_out = b"", []
    record("mail_dropped", mail.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_say, lock="mail")
def settle_mail(mail: Inbound, asked: Asked, address: str, *, actor: Any, now: datetime) -> None:
    """A line of it was a command, which was done; its writer is told so."""
    mail.state, mail.outcome, mail.raw = State.TAKEN.value, address, b""
    mail.values = {"command": asked.command.value, "rest": asked.rest}
    record("mail_obeyed", mail.ref, actor=actor, now=now, audience=NOBODY, command=asked.command.value)
