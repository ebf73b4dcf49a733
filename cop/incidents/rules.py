"""How far a report may be read, how harm is graded, and by when an authority must hear of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum

from cop.kernel.errors import N_, IllegalMove


class Kind(StrEnum):
    INCIDENT = "incident"
    NEAR_MISS = "near_miss"
    HAZARD = "hazard"
    DRIFT = "drift_signal"
    COMPLAINT = "complaint"


class Harm(IntEnum):
    """What happened to people, the worst of it; H0 to H5."""

    HAZARD = 0
    NEAR_MISS = 1
    MINOR = 2
    SERIOUS = 3
    GRAVE = 4
    DEATH = 5


class Level(IntEnum):
    """The ladder: who may read a report, each rung with all below it."""

    REPORTED = 0
    COUNTRY = 1
    REGULATORS = 2
    MEMBERS = 3
    PUBLIC = 4


class Party(StrEnum):
    """Whose two agreements widen a report by one rung."""

    STEWARD = "steward"
    REGULATOR = "regulator"


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Urgency(StrEnum):
    """Which of a country's clocks runs."""

    PUBLIC_HEALTH = "public_health"
    SERIOUS = "serious"
    OTHER = "other"


HOURS = {Urgency.PUBLIC_HEALTH: 48, Urgency.SERIOUS: 240, Urgency.OTHER: 720}
"""From becoming aware until the authority must hold a report, where a country has set nothing else."""
REPLY_DAYS = 7
"""The developer's time to answer before members read a report."""
HOLD_FROM = Harm.GRAVE
CITABLE_FROM = Level.MEMBERS
SMALL = 5
"""A count below this is not told: a few people can be known again."""


def urgency(harm: int, public_health: bool) -> Urgency:
    if public_health:
        return Urgency.PUBLIC_HEALTH
    return Urgency.SERIOUS if harm >= Harm.SERIOUS else Urgency.OTHER


def due(aware: date, hours: int) -> datetime:
    """When the authority must hold the report at the latest, in UTC; counted from the beginning of the day."""
    return datetime.combine(aware, time(), UTC) + timedelta(hours=hours)


def month_begins(now: datetime) -> datetime:
    """The first moment of the month, in UTC."""
    return datetime(now.year, now.month, 1, tzinfo=UTC)


def next_level(level: int) -> Level:
    """The rung above. Raises IllegalMove at the top."""
    if level >= Level.PUBLIC:
        raise IllegalMove(N_("Everyone reads this report already."))
    return Level(level + 1)


@dataclass(frozen=True)
class Step:
    """What a widening has to be judged by. ``reply_due`` None: there is no developer to ask."""

    level: int
    lesson: bool
    replied: bool
    urgent: bool
    reply_due: datetime | None


def demand_ripe(step: Step, now: datetime) -> None:
    """Raises IllegalMove when the next rung cannot be agreed to yet; the developer has a reply, and no veto."""
    target = next_level(step.level)
    waits = step.reply_due is not None and step.reply_due > now and not step.replied and not step.urgent
    if target >= Level.MEMBERS and waits:
        raise IllegalMove(
            N_(
                "The developer may reply until %(day)s. Members read the report after that, or once there is a reply."
            ),
            day=step.reply_due.date().isoformat() if step.reply_due else "",
        )
    if target is Level.PUBLIC and not step.lesson:
        raise IllegalMove(N_("There are no words for the public digest yet; the secretariat writes them."))


@dataclass(frozen=True)
class Seen:
    """A report as the trend rule counts it."""

    at: datetime
    country: str


TREND_NUMBER, TREND_DAYS, TREND_COUNTRIES = 3, 30, 2
TREND_LOOKS_BACK = timedelta(days=365)


def trend(reports: list[Seen]) -> str:
    """Of reports of one product and failure mode: why they are a trend ("number", "countries"), or "".

    Three within thirty days, or two countries within a year.
    """
    times = sorted(report.at for report in reports)
    window = timedelta(days=TREND_DAYS)
    ends = times[TREND_NUMBER - 1 :]
    if any(end - begin <= window for begin, end in zip(times, ends, strict=False)):
        return "number"
    by_time = sorted(reports, key=lambda report: report.at)
    for place, report in enumerate(by_time):
        near = {r.country for r in by_time[place:] if r.at - report.at <= TREND_LOOKS_BACK}
        if len(near) >= TREND_COUNTRIES:
            return "countries"
    return ""
