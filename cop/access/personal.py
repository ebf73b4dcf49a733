"""What is kept of members so that they can show it is they; all of it goes when they leave."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from cop.access.models import Passkey, RecoveryCode, Totp
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, gone
from cop.members.models import Member

SECURE = N_("So that your password alone lets nobody in.")


def _forget_app(member: Member, _words: bool, _now: datetime) -> None:
    db.session.execute(delete(Totp).where(Totp.member_id == member.id))
    member.factors = 0


PERSONAL = (
    Personal(
        Totp, ("member_id",), N_("The secret that your app shares with us, encrypted"), SECURE,
        GOES, hidden=("sealed", "last_step"), erase=_forget_app,
    ),
    Personal(
        Passkey, ("member_id",), N_("The public half of your passkeys, and what you called them"), SECURE,
        GOES, erase=gone(Passkey, "member_id"),
    ),
    Personal(
        RecoveryCode, ("member_id",), N_("Your recovery codes, as hashes from which they cannot be read"),
        N_("To let you in when you have lost your second factor."),
        GOES, hidden=("hash",), erase=gone(RecoveryCode, "member_id"),
    ),
)  # fmt: skip
