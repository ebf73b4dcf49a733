"""Whether what somebody shows is a second factor of theirs; in the caller's transaction, where each is used up."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import select

from cop.access import passkeys, queries, rules, totp
from cop.access.models import RecoveryCode
from cop.kernel import keys
from cop.kernel.actions import lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import NOBODY, record
from cop.members.models import Member

WRONG = N_(
    "This is no code that counts now. A code of the app works once, and for a minute or so: take the next one."
)


@dataclass(frozen=True)
class Shown:
    """A code, of the app or for recovery, or a passkey's answer to a challenge."""

    code: str = ""
    credential: str = ""
    challenge: str = ""


def demand(member: Member, shown: Shown, now: datetime) -> None:
    """Uses up the factor that is shown. Raises Invalid when it is none of the member's, or was used before."""
    lock_row(member)
    if shown.credential:
        passkeys.demand(member, shown.credential, shown.challenge, now)
    elif not (_app(member, shown.code, now) or _recovery(member, shown.code, now)):
        raise Invalid(WRONG, field="code")


def _app(member: Member, code: str, now: datetime) -> bool:
    app, typed = queries.app_of(member), rules.digits(code)
    if app is None or app.confirmed_at is None or not typed:
        return False
    step = totp.step_of(totp.unseal(app.sealed, member), typed, now, app.last_step)
    app.last_step = step or app.last_step
    return step is not None


def _recovery(member: Member, code: str, now: datetime) -> bool:
    mine = (RecoveryCode.member_id == member.id) & (RecoveryCode.hash == hashed(member, code))
    found = db.session.scalar(select(RecoveryCode).where(mine, RecoveryCode.used_at.is_(None)))
    if found is None:
        return False
    found.used_at = now
    db.session.flush()
    left = queries.codes_left(member)
    record("recovery_code_used", member.ref, actor=member, now=now, audience=NOBODY, left=left)
    return True


def hashed(member: Member, code: str) -> str:
    """How a recovery code is kept: under a key of its own, for this member alone."""
    key = keys.kept_secret(current_app.extensions["cop"].config.data_dir, "recovery")
    return hmac.new(key, f"{member.ref}:{rules.plain(code)}".encode(), "sha256").hexdigest()
