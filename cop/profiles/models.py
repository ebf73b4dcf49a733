"""A member's profile: what the account does not need, and who sees each field."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.members.models import Member
from cop.profiles.rules import DEFAULT, FIELDS, levels


def _one_of(field: str) -> CheckConstraint:
    allowed = ",".join(f"'{level}'" for level in levels(field))
    return CheckConstraint(f"sees_{field} IN ({allowed})", f"sees_{field}")


def _level() -> Any:
    return mapped_column(default=DEFAULT.value, server_default=DEFAULT.value)


class Profile(Model):
    """One a member who has saved one; who has none shows every field to members. ``about`` is Markdown, rendered."""

    __tablename__ = "profiles"
    __table_args__ = tuple(map(_one_of, FIELDS))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, autoincrement=False)
    position: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    about_html: Mapped[str] = mapped_column(default="")
    renderer: Mapped[int] = mapped_column(default=0)
    sees_name: Mapped[str] = _level()
    sees_organisation: Mapped[str] = _level()
    sees_position: Mapped[str] = _level()
    sees_expertise: Mapped[str] = _level()
    sees_languages: Mapped[str] = _level()
    sees_zone: Mapped[str] = _level()
    sees_about: Mapped[str] = _level()

    member: Mapped[Member] = relationship()
    expertise: Mapped[list[Expertise]] = relationship(
        primaryjoin="Profile.member_id == foreign(Expertise.member_id)",
        order_by="Expertise.order",
        cascade="all, delete-orphan",
        lazy="selectin",
    )


class Expertise(Model):
    """A subject the member can be asked about; ``key`` is how two spellings of it meet."""

    __tablename__ = "expertise"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    key: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    order: Mapped[int]
