"""What this database is: one row, written when the community is founded; it never turns from real to demonstration."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model, db


class WrongMode(Exception):
    """The mode asked for is not the one the database began in; the message is a sentence for the operator."""


class Installation(Model):
    """The single row. ``setup_hash`` is the one-time code of the first visit, hashed; "" once used or not needed.

    ``factors_since``: from when it asks officers, administrators and regulators for a second factor; an installation
    that is older than that rule asks from its upgrade on.
    """

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", "single"),)
    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    demo: Mapped[bool]
    founded_at: Mapped[datetime]
    setup_hash: Mapped[str] = mapped_column(default="")
    factors_since: Mapped[datetime | None]


def found(demo: bool, now: datetime) -> Installation | None:
    """Writes the row in the caller's transaction; None when the community was founded before."""
    if db.session.get(Installation, 1) is not None:
        return None
    row = Installation(id=1, demo=demo, founded_at=now, factors_since=now)
    db.session.add(row)
    return row


def demand_mode(demo: bool) -> None:
    """Raises WrongMode unless the database began in the mode asked for (an empty one may begin in either)."""
    row = db.session.get(Installation, 1)
    if row is None or row.demo == demo:
        return
    if demo:
        raise WrongMode("This database holds a real community, so it is never opened in demonstration mode.")
    raise WrongMode(
        "This database began as a demonstration. Start with --demo, or give a real community another one."
    )
