"""What a member shows besides the password: codes of an app, passkeys, and codes kept for the day both are lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class Totp(Model):
    """An app that shows time-based codes (RFC 6238). It counts once its first code was typed: ``confirmed_at``.

    ``sealed``: the shared secret, encrypted. ``last_step``: the time step of the last code taken; none of it or
    before is taken again.
    """

    __tablename__ = "totp_factors"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), unique=True)
    sealed: Mapped[str]
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Model):
    """A code that works once in place of a lost factor. Its hash is keyed: the table alone does not tell it."""

    __tablename__ = "recovery_codes"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    hash: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime | None]


class Passkey(Model):
    """A key pair whose private half stays in the member's device; ``name`` is what the member calls it.

    ``credential`` and ``public_key`` (COSE) in base64url. ``sign_count`` only rises where the device counts.
    """

    __tablename__ = "passkeys"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    credential: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[str]
    sign_count: Mapped[int]
    name: Mapped[str]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
