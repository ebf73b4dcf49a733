"""Passkeys (WebAuthn, level 2) of members, in the caller's transaction.

A challenge is a token: of one purpose and one person, used once, void after five minutes, and known to the browser's
signed cookie alone.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from flask import current_app

from cop.access import authenticators, queries
from cop.access.authenticators import WRONG
from cop.access.models import Passkey
from cop.kernel import keys
from cop.kernel.actions import lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.members.models import Member

NEW, SIGN_IN, PROOF = "access.passkey.new", "access.passkey.sign_in", "access.passkey.proof"
ANYONE = "visitor"
LASTS = timedelta(minutes=5)
MOST = 20


def handle(member: Member) -> bytes:
    """How devices name the account among themselves: nothing about the person can be read from it."""
    key = keys.kept_secret(current_app.extensions["cop"].config.data_dir, "passkeys")
    return hmac.new(key, member.ref.encode(), "sha256").digest()


def new(member: Member, name: str, answer: str, challenge: str, now: datetime) -> Passkey:
    """The passkey that a browser made. Raises Invalid."""
    _redeem(NEW, member.ref, challenge, now)
    if len(queries.passkeys_of(member)) >= MOST:
        raise Invalid(N_("You have %(most)d passkeys, and that is all we keep. Remove one first."), most=MOST)
    credential, public_key, count = authenticators.made(answer, challenge)
    if queries.passkey(credential):
        raise Invalid(WRONG)
    return Passkey(
        member_id=member.id,
        credential=credential,
        public_key=public_key,
        sign_count=count,
        name=name,
        made_at=now,
    )


def demand(member: Member, answer: str, challenge: str, now: datetime) -> None:
    """Raises Invalid unless a passkey of ``member`` answered the challenge."""
    _redeem(PROOF, member.ref, challenge, now)
    passkey = queries.passkey(authenticators.id_in(answer))
    if passkey is None or passkey.member_id != member.id:
        raise Invalid(WRONG)
    _use(passkey, answer, challenge, now, verified=False)


def owner(answer: str, challenge: str, now: datetime) -> Member:
    """Whose passkey answered the challenge, after its device verified who holds it. Raises Invalid."""
    _redeem(SIGN_IN, ANYONE, challenge, now)
    passkey = queries.passkey(authenticators.id_in(answer))
    if passkey is None:
        raise Invalid(WRONG)
    _use(passkey, answer, challenge, now, verified=True)
    return db.session.get_one(Member, passkey.member_id)


def _redeem(purpose: str, subject: str, challenge: str, now: datetime) -> None:
    if keys.redeem(purpose, challenge, now) != subject:
        raise Invalid(WRONG)


def _use(passkey: Passkey, answer: str, challenge: str, now: datetime, verified: bool) -> None:
    lock_row(passkey)
    passkey.sign_count = authenticators.count_of(
        answer, challenge, passkey.public_key, passkey.sign_count, verified
    )
    passkey.used_at = now
