"""Sessions and passwords: how one gets in, how one gets out, and how a lost way in is replaced."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cop.kernel import keys
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import Actor, public
from cop.members import keeping, permits, queries, sessions
from cop.members.entrance import Admitted, Browser, admit
from cop.members.models import Address, Credential, Member, Session
from cop.members.rules import LASTS, RESET

WRONG = N_("This address and this password do not belong together. Check both, or ask for a new password.")


@action(public)
def sign_in(member: Member, proven: str, browser: Browser, *, actor: Actor, now: datetime) -> Admitted:
    """Lets a member in by the password; ``proven`` is the hash that it was held against.

    Raises Forbidden unless the member is in force, Invalid when the password was changed in the meantime.
    """
    _demand_unchanged(member, proven)
    return admit(member, browser, actor=actor, now=now)


def _demand_unchanged(member: Member, proven: str) -> None:
    kept = select(Credential.secret).where(Credential.member_id == member.id, Credential.kind == "password")
    if db.session.scalar(kept) != proven:
        raise Invalid(WRONG)


@action(permits.may_be_persona)
def sign_in_as(member: Member, browser: Browser, *, actor: Actor, now: datetime) -> Admitted:
    """The demonstration's one click: lets a persona in, past every other proof."""
    return admit(member, browser, actor=actor, now=now, second=True)


@action(permits.may_keep_account)
def prove_by_password(member: Member, proven: str, *, actor: Member, now: datetime) -> None:
    """Who is signed in has typed the password again; ``proven`` as in ``sign_in``."""
    _demand_unchanged(member, proven)
    sessions.prove(member, now)
    record("identity_proven", member.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_keep_account)
def sign_out(member: Member, *, actor: Member, now: datetime) -> None:
    """Ends the session that the request came with."""
    sessions.end(member.session_id, now)
    record("session_ended", member.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_keep_account)
def end_session(session: Session, *, actor: Member, now: datetime) -> None:
    """Signs one of the member's browsers out."""
    session.ended = now
    record("session_ended", actor.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_keep_account)
def end_other_sessions(member: Member, *, actor: Member, now: datetime) -> None:
    sessions.end_all(member, now, but=member.session_id)
    record("sessions_ended", member.ref, actor=actor, now=now, audience=NOBODY)


@upkeep(permits.by_the_clock)
def make_link(address: Address, purpose: str, *, actor: Actor, now: datetime) -> str:
    """A secret for a link in a letter that is being written; only its hash stays here."""
    return keys.mint(purpose, address.ref, LASTS[purpose], now)


@action(public)
def ask_reset(key: str, *, actor: Actor, now: datetime) -> None:
    """A letter with a link to a new password goes to the address, if an account has it. The answer never tells."""
    if known := queries.address(key):
        record("reset_asked", known.member.ref, actor=actor, now=now, audience=NOBODY)


@action(public)
def reset_password(raw: str, secret: str, *, actor: Actor, now: datetime) -> None:
    """Uses a letter's link: the new password counts, every session ends, older links are void."""
    address = keeping.linked_address(RESET, raw, now)
    keys.void(RESET, address.ref, now)
    _replace(address.member, secret, actor, now, keep="")


@action(permits.may_keep_account)
def change_password(member: Member, proven: str, secret: str, *, actor: Member, now: datetime) -> None:
    """Replaces the password and ends the member's other sessions; ``proven`` as in ``sign_in``."""
    _demand_unchanged(member, proven)
    _replace(member, secret, actor, now, keep=member.session_id)


def _replace(member: Member, secret: str, actor: Actor, now: datetime, keep: str) -> None:
    keeping.password(member, secret, now)
    sessions.end_all(member, now, but=keep)
    record("password_changed", member.ref, actor=actor, now=now, audience=NOBODY)
