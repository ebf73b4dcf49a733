"""The register of interests that members declare."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.members.interest_rules import About, Nature
from cop.members.models import Member


def _one_of(column: str, words: type[About] | type[Nature]) -> str:
    return f"{column} IN ({','.join(repr(word.value) for word in words)})"


class Interest(Model):
    """One declaration, never changed but for its end. ``key`` is the name as it is compared (``kernel.text.sort_key``).

    ``until`` is the last day, None while it goes on.
    """

    __tablename__ = "interests"
    __table_args__ = (
        CheckConstraint(_one_of("about", About), "about"),
        CheckConstraint(_one_of("nature", Nature), "nature"),
        CheckConstraint("until >= since", "days"),
        Index(None, "key", "about"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    about: Mapped[str]
    name: Mapped[str]
    key: Mapped[str]
    nature: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    declared_at: Mapped[datetime]

    member: Mapped[Member] = relationship()

    @property
    def ref(self) -> str:
        return f"interest:{self.id}"
