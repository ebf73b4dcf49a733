"""The fair slot finder: the days that are asked about, the countries concerned, and what each bore lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from cop.almanac import queries as almanac
from cop.almanac import rules
from cop.almanac.rules import Place
from cop.kernel.db import db
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.rules import State
from cop.polls import show
from cop.polls.show import Proposal
from cop.spaces.models import Space

MOST = 10
A_DAY = timedelta(days=1)
A_YEAR = timedelta(days=365)
MOST_PAST = 50


def fairest(
    first: date,
    days: int,
    minutes: int,
    needed: Sequence[Place],
    places: Sequence[Place],
    borne: dict[str, int],
    now: datetime,
) -> list[Proposal]:
    """Slots of the days asked about, in the order of time: fair to those needed, and shown as all places have them."""
    free = almanac.free_days((place.country for place in needed), first - A_DAY, first + (days + 2) * A_DAY)
    starts = rules.fairest(first, days, minutes, needed, free, borne, now, MOST)
    return show.proposals(sorted(starts), minutes, places)


def borne(space: Space, places: Sequence[Place], now: datetime) -> dict[str, int]:
    """Who bore the bad hours: what the space's meetings of the last year weighed on each country, on average.

    All countries count for every meeting: who stayed away because of the hour bore it too.
    """
    held = (
        select(Occurrence.begins, Occurrence.ends)
        .join(Occurrence.series)
        .where(Series.space_id == space.id, Occurrence.state != State.cancelled.value)
        .where(Occurrence.begins.between(now - A_YEAR, now))
    )
    rows = db.session.execute(held.order_by(Occurrence.begins.desc(), Occurrence.id).limit(MOST_PAST)).all()
    if not rows:
        return {}
    free = almanac.free_days((one.country for one in places), (now - A_YEAR).date(), now.date() + A_DAY)
    lengths = [(row.begins, int((row.ends - row.begins).total_seconds()) // 60) for row in rows]
    totals = {
        one.country: sum(rules.local(begins, minutes, one, free).weight for begins, minutes in lengths)
        for one in places
    }
    return {country: round(total / len(rows)) for country, total in totals.items()}
