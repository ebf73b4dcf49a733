"""Files that members attach to what they write or lay before a meeting; their bytes lie in ``store``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class Attachment(Model):
    """``about``: the ref of what it belongs to, and whoever may see that may fetch it; "" while the text is not
    said, when its owner alone may. ``key`` names its bytes, ``size`` counts them. ``width`` and ``height``, in pixels,
    are an image's; 0 of a document. ``alt``: what an image shows, in words. ``scanned``: whether a virus scanner has
    passed it.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("size > 0", "size"),
        CheckConstraint("(width > 0) = (height > 0)", "picture"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    about: Mapped[str] = mapped_column(default="", index=True)
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    alt: Mapped[str] = mapped_column(default="", server_default="")
    key: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    scanned: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(index=True)

    @property
    def ref(self) -> str:
        return f"attachment:{self.id}"

    @property
    def is_image(self) -> bool:
        return self.width > 0
