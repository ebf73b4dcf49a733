"""Who asked for a digest, and when the next one goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import Model
from cop.mail.digest_rules import Pace
from cop.members.models import Member


class Digest(Model):
    """``days`` are those chosen (0 is Monday), none for no digest; ``own_languages``: of threads, only those in languages
    the member reads. ``pace`` and ``unseen`` as in ``digest_rules``."""

    __tablename__ = "digests"
    __table_args__ = (CheckConstraint("pace IN (" + ",".join(f"'{p.value}'" for p in Pace) + ")", "pace"),)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    days: Mapped[list[Any]] = mapped_column(default=list)
    own_languages: Mapped[bool] = mapped_column(default=False)
    pace: Mapped[str] = mapped_column(default=Pace.CHOSEN.value)
    unseen: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)

    member: Mapped[Member] = relationship()
