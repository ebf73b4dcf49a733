"""Who is asked, who is invited and who helps to decide."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.admission.import_models import Import
from cop.kernel.db import FOREVER, Model
from cop.members.models import Group, Member

HOLDS = text("until IS NULL")
OPEN = text("accepted_at IS NULL AND revoked_at IS NULL")


class Steward(Model):
    """A member whom the secretariat has named to look after the requests of the member's own group.

    ``may_approve``: whether the secretariat lets this steward approve, too.
    """

    __tablename__ = "stewards"
    __table_args__ = (
        Index(
            "uq_stewards_held",
            "member_id",
            "group_key",
            unique=True,
            sqlite_where=HOLDS,
            postgresql_where=HOLDS,
        ),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"), index=True)
    may_approve: Mapped[bool]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)


class Question(Model):
    """What the secretariat asks an applicant by mail, and the answer; rounds are never overwritten.

    ``withdrawn_at``: another question was put before this one was answered, so its link is dead.
    """

    __tablename__ = "admission_questions"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    words: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    by: Mapped[Member] = relationship(foreign_keys=[by_id])

    @property
    def ref(self) -> str:
        return f"question:{self.id}"

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None


class Invitation(Model):
    """An address that was invited. The secret of its link is a token of the kernel's, made when the letter is written.

    ``letters`` counts those asked for; ``sent_at`` and ``expires`` are the newest one's. ``approves``: the inviter has
    approved the person in advance. ``import_id`` and ``row`` say which row of which list it came from.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        Index("uq_invitations_open", "key", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        UniqueConstraint("import_id", "row"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    organisation: Mapped[str] = mapped_column(default="")
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    message: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    approves: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    letters: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    expires: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey(Import.id))
    row: Mapped[int | None]
    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Member] = relationship(foreign_keys=[by_id])

    @property
    def ref(self) -> str:
        return f"invitation:{self.id}"
