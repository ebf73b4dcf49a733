"""How far letters to many have come, and how much mail went out day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from cop.delivery.notice_models import Notice
from cop.kernel.db import db
from cop.kernel.outbox import ATTEMPTS, Item

LATELY = timedelta(minutes=5)
SHOWN = 10
DAYS = 14
LETTERS = ("mail", "gathered", "digest")


@dataclass(frozen=True)
class Progress:
    """How many of a notice's letters are done, failed for good and left; ``pace`` in letters a minute, of late."""

    notice: Notice
    done: int
    failed: int
    pace: int = 0

    @property
    def rest(self) -> int:
        return max(0, self.notice.letters - self.done - self.failed)

    @property
    def minutes(self) -> int | None:
        """Until the rest is done at this pace; None where nothing went out of late."""
        return ceil(self.rest / self.pace) if self.pace else None


def latest(now: datetime) -> list[Progress]:
    """Of the last notices to many, the newest first."""
    newest = (
        select(Notice).options(joinedload(Notice.entry)).order_by(Notice.at.desc(), Notice.entry_id.desc())
    )
    return progress(db.session.scalars(newest.limit(SHOWN)).all(), now)


def unfinished(now: datetime) -> list[Progress]:
    return progress(db.session.scalars(select(Notice).where(Notice.ended_at.is_(None))).all(), now)


def progress(notices: Sequence[Notice], now: datetime) -> list[Progress]:
    """Those that ended know it; the others' letters are counted."""
    counted = _counted([one.entry_id for one in notices if one.ended_at is None], now)
    return [
        Progress(one, *counted[one.entry_id])
        if one.entry_id in counted
        else Progress(one, one.done, one.failed)
        for one in notices
    ]


def _counted(ids: Iterable[int], now: datetime) -> dict[int, tuple[int, int, int]]:
    """(done, failed, letters a minute) by entry."""
    failed = Item.done_at.is_(None) & (Item.attempts >= ATTEMPTS)
    parts = (Item.done_at.is_not(None), failed, Item.done_at > now - LATELY)
    sums = [func.sum(case((part, 1), else_=0)) for part in parts]
    rows = (
        select(Item.notice, *sums).where(Item.notice.in_(ids), Item.notice.is_not(None)).group_by(Item.notice)
    )
    minutes = LATELY.total_seconds() / 60
    return {id: (done, lost, ceil(late / minutes)) for id, done, lost, late in db.session.execute(rows)}


def sent_by_day(now: datetime, zone: str) -> list[tuple[date, int]]:
    """Letters that went out on each of the last days of ``zone``, the newest first."""
    today = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0)
    begins = [today - timedelta(days=number) for number in range(DAYS)]
    sums: list[Any] = [
        func.sum(case((Item.done_at.between(day, day + timedelta(days=1)), 1), else_=0)) for day in begins
    ]
    counted = select(*sums).where(Item.kind.in_(LETTERS), Item.done_at >= begins[-1])
    return [
        (day.date(), number or 0)
        for day, number in zip(begins, db.session.execute(counted).one(), strict=True)
    ]
