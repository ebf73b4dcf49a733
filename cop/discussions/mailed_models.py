"""Spaces in which a thread may be begun by mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model


class MailedSpace(Model):
    """A row: its members may begin threads there by mail, ``since`` then."""

    __tablename__ = "mailed_spaces"
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    since: Mapped[datetime]
