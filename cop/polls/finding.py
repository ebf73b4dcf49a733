"""The fair slot finder: the days that are asked about, the countries concerned, and what each bore lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from cop.almanac import queries as almanac
from cop.almanac import rules
from cop.almanac.rules import Place
from cop.polls import show
from cop.polls.show import Proposal

MOST = 10


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
    one = timedelta(days=1)
    free = almanac.free_days((place.country for place in needed), first - one, first + (days + 2) * one)
    starts = rules.fairest(first, days, minutes, needed, free, borne, now, MOST)
    return show.proposals(sorted(starts), minutes, places)
