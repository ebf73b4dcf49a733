"""The terms that members agree to, version by version, and who agreed to which."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model


class Terms(Model):
    """One version, never changed; the highest is in force. ``by_id`` is None for the one a community begins with."""

    __tablename__ = "terms"
    __table_args__ = (CheckConstraint("version >= 1", "version"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(unique=True)
    source: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    changes: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class Consent(Model):
    """A member agreed to a version: with the request to join, or when asked at signing in."""

    __tablename__ = "consents"
    __table_args__ = (UniqueConstraint("member_id", "terms_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    terms_id: Mapped[int] = mapped_column(ForeignKey("terms.id"))
    at: Mapped[datetime]
    joining: Mapped[bool]

    terms: Mapped[Terms] = relationship(lazy="joined", innerjoin=True)
