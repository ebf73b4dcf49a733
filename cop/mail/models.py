"""Mail that came in: stored as it came before anything is done with it, and once however often it comes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.mail.languages import UNKNOWN
from cop.mail.rules import State
from cop.members.models import Member


class Inbound(Model):
    """``token`` is what stood in the address; ``member_id`` whom it was sent to, ``about`` the ref it stands for.

    ``text`` is what was taken from it and ``cut`` what was left out, ``left_out`` names its files that were not taken.
    ``outcome`` is the address of what it became, or the message id of why not, with ``values``; of what is not refused,
    these hold what the properties below read. ``raw`` is emptied once it was taken, refused or dropped.
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
    def language(self) -> str:
        """In which it was written, as BCP 47 has it."""
        return self.values.get("language", UNKNOWN)

    @property
    def command(self) -> str:
        """The one that was obeyed; "" for what was none."""
        return self.values.get("command", "")

    @property
    def files(self) -> list[int]:
        """Ids of what was attached with it."""
        return self.values.get("files", [])

    @property
    def left(self) -> list[dict[str, Any]]:
        """Its files that were not taken, as ``enclosing.Taken`` tells of them."""
        return self.values.get("left", [])

    @property
    def told_left(self) -> list[dict[str, Any]]:
        """Those among them that the writer is told of by mail."""
        return [one for one in self.left if one["told"]]

    @property
    def ref(self) -> str:
        return f"inbound:{self.id}"
