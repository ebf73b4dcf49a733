"""The secretariat enters the holidays that the library lacks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from cop.almanac import permits
from cop.almanac.models import EnteredHoliday
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import record


@action(permits.may_keep_holidays)
def enter_holiday(country: str, day: date, name: str, *, actor: Any, now: datetime) -> EnteredHoliday:
    """Raises Invalid at ``day`` where that country has one entered already."""
    same = (EnteredHoliday.country == country) & (EnteredHoliday.day == day)
    if db.session.scalar(select(EnteredHoliday.id).where(same)) is not None:
        raise Invalid(N_("That day is entered for the country already. Remove it first."), field="day")
    made = EnteredHoliday(country=country, day=day, name=name, by_id=actor.id, at=now)
    db.session.add(made)
    db.session.flush()
    record("holiday_entered", made.ref, actor=actor, now=now, country=country, day=day.isoformat())
    return made


@action(permits.may_keep_holidays, lock="holiday")
def remove_holiday(holiday: EnteredHoliday, *, actor: Any, now: datetime) -> None:
    facts = {"country": holiday.country, "day": holiday.day.isoformat()}
    db.session.delete(holiday)
    record("holiday_removed", holiday.ref, actor=actor, now=now, **facts)
