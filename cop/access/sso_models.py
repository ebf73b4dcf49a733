"""Accounts elsewhere by which members sign in here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.members.models import Member


class LinkedIdentity(Model):
    """A member's account at a provider. ``subject`` is the provider's lasting name for it; ``shown``, for its owner."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("member_id", "issuer"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    issuer: Mapped[str]
    subject: Mapped[str]
    shown: Mapped[str]
    linked_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)
