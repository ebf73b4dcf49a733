"""What the ledger was held against its seals with, and what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class Recount(Model):
    """All seals recounted from the first on; ``reached`` is the last seal counted, ``broken`` one that did not hold.

    ``entries`` counts rows of the ledger, ``whole`` those that were sealed when it began. Numbers of seals, not
    keys to them: what was taken out of the table must not take the finding along.
    """

    __tablename__ = "ledger_recounts"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    begun: Mapped[datetime]
    done: Mapped[datetime | None]
    whole: Mapped[int]
    entries: Mapped[int] = mapped_column(default=0)
    reached: Mapped[int] = mapped_column(default=0)
    broken: Mapped[int | None]

    @property
    def ref(self) -> str:
        return f"recount:{self.id}"
