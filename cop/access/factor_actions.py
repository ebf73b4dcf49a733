"""A member's second factors: added, removed, and the recovery codes that come with the first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from cop.access import passkeys, proofs, queries, rules, totp
from cop.access.models import Passkey, RecoveryCode, Totp
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import NOBODY, OFFICERS, record
from cop.kernel.permits import Actor
from cop.members import keeping, permits, sessions
from cop.members.models import Member

HAS_APP = N_("An app is set up already. Remove it first if you have a new phone.")
NO_APP = N_("Nothing waits for a code. Begin again on the page about signing in.")


@upkeep(permits.may_keep_account, lock="member")
def begin_app(member: Member, *, actor: Member, now: datetime) -> None:
    """Makes the secret of an app, which counts from its first code on. Raises IllegalMove when one is in use."""
    app = queries.app_of(member)
    if app and app.confirmed_at:
        raise IllegalMove(HAS_APP)
    app = app or Totp(member_id=member.id)
    app.sealed, app.made_at = totp.seal(totp.new_secret(), member), now
    db.session.add(app)


@action(permits.may_keep_account, lock="member")
def confirm_app(member: Member, code: str, *, actor: Member, now: datetime) -> list[str]:
    """The app's first code shows that it holds the secret. Returns new recovery codes, if there were none."""
    app = queries.app_of(member)
    if app is None or app.confirmed_at:
        raise IllegalMove(NO_APP)
    step = totp.step_of(totp.unseal(app.sealed, member), rules.digits(code), now, after=0)
    if step is None:
        raise Invalid(
            N_("This is not the code that the app shows now. If it keeps failing, set the phone's clock."),
            field="code",
        )
    app.confirmed_at, app.last_step = now, step
    return _added(member, "app", now)


@action(permits.may_keep_account, lock="member")
def remove_app(member: Member, *, actor: Member, now: datetime) -> None:
    """Raises IllegalMove for the last factor of who must have one."""
    _demand_another(member, now)
    db.session.execute(delete(Totp).where(Totp.member_id == member.id))
    _removed(member, "app", now)


@action(permits.may_keep_account, lock="member")
def add_passkey(
    member: Member, name: str, credential: str, challenge: str, *, actor: Member, now: datetime
) -> list[str]:
    """Keeps a new passkey. Returns new recovery codes, if there were none. Raises Invalid."""
    db.session.add(passkeys.new(member, name, credential, challenge, now))
    return _added(member, "passkey", now)


@action(permits.may_keep_account, lock="passkey")
def remove_passkey(passkey: Passkey, *, actor: Member, now: datetime) -> None:
    """Raises IllegalMove for the last factor of who must have one."""
    _demand_another(actor, now)
    db.session.delete(passkey)
    _removed(actor, "passkey", now)


@action(permits.may_keep_account, lock="member")
def renew_codes(member: Member, *, actor: Member, now: datetime) -> list[str]:
    """New recovery codes; those before are void."""
    if not member.factors:
        raise IllegalMove(N_("Recovery codes stand in for a second factor. Set one up first."))
    record("recovery_codes_renewed", member.ref, actor=actor, now=now, audience=NOBODY)
    return _new_codes(member)


@action(permits.may_reset_factors, lock="member")
def reset_factors(member: Member, reason: str, *, actor: Actor, now: datetime) -> None:
    """For who has lost everything: takes all factors away and ends the sessions; the reason goes to the person.

    From the server itself, where no administrator is left to ask, there is no reason but that.
    """
    if not member.factors:
        raise IllegalMove(
            N_(
                "%(name)s has no second factor.",
            ),
            name=member.name,
        )
    for table in (Totp, Passkey, RecoveryCode):
        db.session.execute(delete(table).where(table.member_id == member.id))
    member.factors = 0
    sessions.end_all(member, now)
    facts = {}
    if isinstance(actor, Member):
        facts["decision"] = keeping.decision(member, "reset_factors", reason, actor, now).id
    record("factors_reset", member.ref, actor=actor, now=now, audience=OFFICERS, **facts)


def _added(member: Member, kind: str, now: datetime) -> list[str]:
    db.session.flush()
    member.factors = queries.factors(member)
    record("factor_added", member.ref, actor=member, now=now, audience=NOBODY, kind=kind)
    return [] if queries.codes_left(member) else _new_codes(member)


def _removed(member: Member, kind: str, now: datetime) -> None:
    db.session.flush()
    member.factors = queries.factors(member)
    if not member.factors:
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
    record("factor_removed", member.ref, actor=member, now=now, audience=NOBODY, kind=kind)


def _new_codes(member: Member) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
    codes = rules.new_codes()
    hashes = [proofs.hashed(member, code) for code in codes]
    db.session.add_all(RecoveryCode(member_id=member.id, hash=one) for one in hashes)
    return codes


def _demand_another(member: Member, now: datetime) -> None:
    if member.factors == 1 and rules.wanted_since(member.grants, member.mandates, now):
        raise IllegalMove(
            N_(
                "Your role asks for a second factor, and this is your only one. Set up another before you remove it."
            )
        )
