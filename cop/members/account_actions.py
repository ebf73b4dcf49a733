"""What a person does with the own account: signing in and out, the password, the profile."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cop.kernel import keys
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import Actor, public
from cop.members import permits, sessions
from cop.members.models import Address, Credential, Member
from cop.members.rules import LASTS

WRONG = N_("This address and this password do not belong together. Check both, or ask for a new password.")


@action(public)
def sign_in(member: Member, proven: str, device: str, *, actor: Actor, now: datetime) -> str:
    """Begins a session and returns its secret. ``proven`` is the hash that the password was held against.

    Raises Forbidden unless the member is in force, Invalid when the password was changed in the meantime.
    """
    kept = select(Credential.secret).where(Credential.member_id == member.id, Credential.kind == "password")
    if db.session.scalar(kept) != proven:
        raise Invalid(WRONG)
    return _begin(member, device, actor, now)


@action(permits.may_be_persona)
def sign_in_as(member: Member, device: str, *, actor: Actor, now: datetime) -> str:
    """The demonstration's one click: begins a session of a persona."""
    return _begin(member, device, actor, now)


def _begin(member: Member, device: str, actor: Actor, now: datetime) -> str:
    raw = sessions.begin(member, device, now)
    record("session_begun", member.ref, actor=actor, now=now, audience=NOBODY)
    return raw


@action(permits.may_keep_own_account)
def sign_out(member: Member, raw: str, *, actor: Member, now: datetime) -> None:
    sessions.end(raw, now)
    record("session_ended", member.ref, actor=actor, now=now, audience=NOBODY)


@upkeep(permits.by_the_clock)
def make_link(address: Address, purpose: str, *, actor: Actor, now: datetime) -> str:
    """A secret for a link in a letter that is being written; only its hash stays here."""
    return keys.mint(purpose, address.ref, LASTS[purpose], now)


@upkeep(permits.may_keep_own_account)
def choose_language(member: Member, language: str, *, actor: Member, now: datetime) -> None:
    """The language of pages and letters."""
    member.language = language
