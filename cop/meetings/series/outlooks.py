"""What the dates of a plan are in the countries concerned: local hours, weekends, holidays. Shown before anything is
written, to who plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l

from cop.almanac import queries as almanac
from cop.almanac.rules import Local, Warn, by_hour
from cop.kernel import clock
from cop.kernel.web import attempt
from cop.meetings.series.recurrence_rules import Rule
from cop.meetings.series.rules import Plan
from cop.meetings.series.writing import planned_slots
from cop.spaces.models import Space

WARNINGS = {
    Warn.night.value: _l("night"),
    Warn.early.value: _l("early"),
    Warn.late.value: _l("late"),
    Warn.weekend.value: _l("weekend"),
    Warn.holiday.value: _l("holiday"),
}


@dataclass(frozen=True)
class Date:
    """A date of the plan by its local start, which is what leaving it out names, and as each country has it."""

    wall: str
    begins: datetime
    locals: list[Local]

    @property
    def hours(self) -> list[tuple[datetime, list[Local]]]:
        return by_hour(self.locals)

    @property
    def troubled(self) -> list[Local]:
        return [one for one in self.locals if one.warnings]


@dataclass(frozen=True)
class Outlook:
    """``unknown``: countries whose holidays are known only as far as they were entered."""

    dates: list[Date]
    unknown: list[str]


def of_plan(space: Space, plan: Plan, rule: Rule | None) -> Outlook:
    """Raises Invalid for a plan that could not be scheduled."""
    slots, places = planned_slots(plan, rule, (), clock.now()), almanac.places(space)
    hours = almanac.outlooks([slot.begins for _wall, slot in slots], plan.minutes, places)
    dates = [
        Date(wall.isoformat(), slot.begins, locals_)
        for (wall, slot), locals_ in zip(slots, hours, strict=True)
    ]
    return Outlook(dates, almanac.unknown(places))


def asked(form: Any, space: Space) -> Outlook | None:
    """The outlook of what was typed, where the form asks for that and no more; None where it is to be sent."""
    if not form.is_submitted() or "look" not in request.form:
        return None
    _taken, found = attempt(form, lambda: of_plan(space, form.plan, getattr(form, "rule", None)))
    return found or Outlook([], [])
