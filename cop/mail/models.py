"""Mail that came in: stored as it came before anything is done with it, and once however often it comes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.mail.rules import State
from cop.members.models import Member


class Inbound(Model):
    """``token`` is what stood in the address; ``member_id`` whom it was sent to, ``about`` the ref it stands for.

    ``text`` is what was taken from it and ``cut`` what was left out; ``outcome`` is the address of what it became, or
    the message id of why not, with ``values``, which hold a calendar's answers until then. ``raw`` is emptied once it
    was taken or refused.
    """

    __tablename__ = "inbound_mails"
    __table_args__ = (
        CheckConstraint("state IN (" + ",".join(f"'{s.value}'" for s in State) + ")", "state"),
        Index(None, "state", "id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    token: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(default=State.NEW.value)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    about: Mapped[str] = mapped_column(default="")
    sender: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    cut: Mapped[str] = mapped_column(default="")
    left_out: Mapped[list[Any]] = mapped_column(default=list)
    outcome: Mapped[str] = mapped_column(default="")
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)

    member: Mapped[Member | None] = relationship()

    @property
    def calendar(self) -> list[dict[str, Any]]:
        """The answers to an invitation that a calendar program sent, as ``calendar_replies.read`` reads them."""
        return self.values.get("calendar", [])

    @property
    def ref(self) -> str:
        return f"inbound:{self.id}"
