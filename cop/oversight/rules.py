"""What a deployer vouches for, how often a product in wide use is audited, and how findings count. Pure."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cop.kernel.errors import N_

DUTIES = {
    "settings": N_(
        "Settings and patients for whom it is known to err or to be biased are named, and spared it."
    ),
    "risks": N_(
        "Staff and patients are told in plain words what it does, what it cannot do and where it may err."
    ),
    "training": N_("Everyone who uses it was trained, and whoever is new is trained before using it."),
    "suspension": N_("Who switches it off on harm is written down, and staff know how to at any hour."),
    "access": N_(
        "It serves the languages and abilities of those treated here, or there is another way for them."
    ),
    "contract": N_("The contract obliges its provider to tell of versions, changes and known errors."),
}
"""After the duties of deployers in cop/data/summit.json, of which the last, audits, has tables of its own."""
STANDS = {"yes": N_("In place"), "no": N_("Not yet")}

MONTHS = {"A": 36, "B": 24, "C": 12, "D": 6}
"""By class of the ASEAN Medical Device Directive, from least to most risk; a country may set its own."""
STRICTEST = "D"
SOON = timedelta(days=30)


class Place(StrEnum):
    """How an auditor stands to an audit."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Severity(StrEnum):
    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


SEVERITIES = {
    Severity.CRITICAL: N_("Critical: patients are at risk"),
    Severity.MAJOR: N_("Major: a duty is not met"),
    Severity.MINOR: N_("Minor: to be improved"),
}


@dataclass(frozen=True)
class Signed:
    """``answers``: by duty {"stands": "yes" or "no", "note": …}; ``signer``: name and role."""

    answers: Mapping[str, dict[str, str]]
    signer: str
    signed_on: date


def missing(answers: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Duties that nobody has said to be in place."""
    return [key for key in DUTIES if answers.get(key, {}).get("stands") != "yes"]


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def clock(due: date, today: date) -> str:
    """ "soon" from thirty days before the day on, "late" after it, else ""."""
    if today < due - SOON:
        return ""
    return "late" if today > due else "soon"


def counted(severities: Iterable[str]) -> list[tuple[Severity, int]]:
    """(severity, how many), gravest first."""
    found = Counter(severities)
    return [(one, found[one]) for one in Severity if found[one]]
