"""What members say of a post without a word: that it helped, that they agree, that it is so where they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.discussions.rules import Said
from cop.kernel.db import Model

KINDS = "kind IN (" + ",".join(f"'{kind.value}'" for kind in Said) + ")"


class Reaction(Model):
    """Who reacted is shown to nobody but that person; posts carry how many did, by kind."""

    __tablename__ = "post_reactions"
    __table_args__ = (CheckConstraint(KINDS, "kind"),)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
