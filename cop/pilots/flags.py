"""What is late about a pilot in a country, each with the day since which it is. Computed, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from cop.kernel.errors import N_
from cop.pilots.rules import POSITIVE, State

SILENT_DAYS = 90
REPORT_DAYS = 90
RUNS = frozenset({State.ACTIVE, State.SUSPENDED})
REVIEWED = RUNS | {State.REPORTING}
WATCHED = POSITIVE | REVIEWED


class Flag(StrEnum):
    OVERDUE = "overdue"
    REPORT = "report"
    ETHICS = "ethics"
    CONDITION = "condition"
    SILENT = "silent"


WORDS = {
    Flag.OVERDUE: N_("It runs beyond the end that was planned or decided."),
    Flag.REPORT: N_("The exit report is overdue."),
    Flag.ETHICS: N_("The ethics review has run out."),
    Flag.CONDITION: N_("A condition is overdue."),
    Flag.SILENT: N_("Its team has told nothing for 90 days."),
}


def standing(track: Any, today: date) -> list[tuple[Flag, date]]:
    """(flag, first day on which it was late) of everything late in a country on ``today``; UTC days."""
    if track.at not in WATCHED:
        return []
    due = [*_ends(track), *_ethics(track.at, track.answers), *_conditions(track), _heard(track)]
    return [(flag, last + timedelta(days=1)) for flag, last in due if last < today]


def _ends(track: Any) -> Iterator[tuple[Flag, date]]:
    """The last days of running and of reporting."""
    if track.at in RUNS:
        planned = date.fromisoformat(track.pilot.answers.get("planned_end", "9999-12-30"))
        yield Flag.OVERDUE, min(planned, track.ends_on) if track.ends_on else planned
    if track.at is State.REPORTING:
        yield Flag.REPORT, track.since.date() + timedelta(days=REPORT_DAYS)


def _ethics(state: State, answers: Mapping[str, Any]) -> Iterator[tuple[Flag, date]]:
    if state in REVIEWED and (expiry := answers.get("ethics_expiry")):
        yield Flag.ETHICS, date.fromisoformat(expiry)


def _conditions(track: Any) -> Iterator[tuple[Flag, date]]:
    """The earliest that is not met; the next one becomes a flag of its own once that is."""
    due = [c.due for c in track.conditions if c.due and c.met_on is None]
    if due:
        yield Flag.CONDITION, min(due)


def _heard(track: Any) -> tuple[Flag, date]:
    heard = track.pilot.heard_at or track.since
    return Flag.SILENT, heard.date() + timedelta(days=SILENT_DAYS)
