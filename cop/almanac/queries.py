"""Which countries a space's meetings concern, and what is known of their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from cop.almanac import calendars, rules
from cop.almanac.models import EnteredHoliday
from cop.almanac.rules import Free, FreeOn, Local, Place
from cop.kernel import paging
from cop.kernel.db import db
from cop.members.countries import zone_of
from cop.members.models import Member
from cop.members.rules import IN_FORCE
from cop.spaces.models import Space, SpaceMember

MOST_PLACES = 16
UNSAID = "UTC"  # the zone of a member who chose none


def places(space: Space) -> list[Place]:
    """The countries of those who meet there, most people first, each in the zone that most of them chose."""
    counted = select(Member.country, Member.zone, func.count()).where(Member.state.in_(IN_FORCE))
    if space.visibility == "restricted":
        own = select(SpaceMember.member_id).where(SpaceMember.space_id == space.id)
        counted = counted.where(Member.id.in_(own))
    people: dict[str, int] = {}
    zones: dict[str, str] = {}
    rows = db.session.execute(counted.group_by(Member.country, Member.zone)).all()
    for country, zone, number in sorted(rows, key=lambda row: (row[1] == UNSAID, -row[2], row[1])):
        people[country] = people.get(country, 0) + number
        zones.setdefault(country, zone if zone != UNSAID else zone_of(country) or UNSAID)
    most = sorted(people, key=lambda country: (-people[country], country))[:MOST_PLACES]
    return [Place(country, zones[country]) for country in most]


def free_days(countries: Iterable[str], first: date, last: date) -> FreeOn:
    """What each day from ``first`` to ``last`` is in those countries: one query, then by looking it up."""
    asked = EnteredHoliday.country.in_(list(countries)) & EnteredHoliday.day.between(first, last)
    rows = select(EnteredHoliday.country, EnteredHoliday.day, EnteredHoliday.name).where(asked)
    entered = {(country, day): name for country, day, name in db.session.execute(rows)}

    def free(country: str, day: date) -> Free:
        name = entered.get((country, day)) or calendars.holiday(country, day)
        return Free(calendars.is_weekend(country, day), name)

    return free


def outlooks(starts: Sequence[datetime], minutes: int, some: Sequence[Place]) -> list[list[Local]]:
    """Of each start (UTC): the slot as every place has it."""
    if not starts:
        return []
    day = timedelta(days=1)
    free = free_days((one.country for one in some), min(starts).date() - day, max(starts).date() + 2 * day)
    return [[rules.local(start, minutes, one, free) for one in some] for start in starts]


def unknown(some: Iterable[Place]) -> list[str]:
    """Countries whose holidays the library does not know: what is entered of them is all there is."""
    return [one.country for one in some if not calendars.knows(one.country)]


def entered(_viewer: Any, id: int) -> EnteredHoliday | None:
    return db.session.get(EnteredHoliday, id)


def all_entered(cursor: str = "") -> paging.Page:
    """The latest day first."""
    columns = (EnteredHoliday.id, EnteredHoliday.country, EnteredHoliday.day, EnteredHoliday.name)
    listed: Any = select(*columns)
    return paging.read(listed, (EnteredHoliday.id,), cursor=cursor)
