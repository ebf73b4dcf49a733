"""Posts that went to another thread."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model


class PostMove(Model):
    """The post that had the number ``seq`` in a thread, and got ``to_seq`` in the thread ``to_id``.

    Where it is now, should it have gone on from there, the post itself says.
    """

    __tablename__ = "post_moves"
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    to_seq: Mapped[int]
    at: Mapped[datetime]
