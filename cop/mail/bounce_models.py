"""Addresses from which letters came back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import Model
from cop.members.models import Address


class AddressTrouble(Model):
    """``score`` counts what came back (``bounces``); at four nothing is sent there any more, since ``stopped_at``."""

    __tablename__ = "address_troubles"
    __table_args__ = (CheckConstraint("score >= 0", "score"),)
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id", ondelete="CASCADE"), primary_key=True)
    score: Mapped[int]
    status: Mapped[str]
    at: Mapped[datetime]
    stopped_at: Mapped[datetime | None] = mapped_column(index=True)

    address: Mapped[Address] = relationship()

    @property
    def id(self) -> int:
        return self.address_id

    @property
    def member_id(self) -> int:
        return self.address.member_id

    @property
    def ref(self) -> str:
        return self.address.ref
