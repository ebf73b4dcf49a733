"""What is typed to change a meeting, and what its forms show first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from cop.kernel.forms import Version
from cop.meetings.series import times
from cop.meetings.series.forms import EVERY, PlanForm, RuleForm
from cop.meetings.series.models import Occurrence
from cop.meetings.series.recurrence_rules import Every, read, walls


class EditForm(PlanForm):
    version = Version()


def as_planned(meeting: Occurrence) -> dict[str, Any]:
    """What an EditForm shows first."""
    series = meeting.series
    kept = ("purpose", "zone", "speech", "version")
    counts = ("quorum_members", "quorum_countries", "quorum_groups")
    shown = {name: getattr(series, name) for name in (*kept, *counts)}
    start, minutes = times.wall(meeting.begins, series.zone), times.minutes(meeting.slot)
    where = {"place": meeting.place, "link": meeting.link}
    return {"title": meeting.title, "start": start, "minutes": minutes, **where, **shown}


class ReplanForm(RuleForm):
    """From one date on; it comes again in any case."""

    every = SelectField(_l("Comes again"), choices=list(EVERY.items())[1:])
    version = Version()


def as_repeated(meeting: Occurrence) -> dict[str, Any]:
    """What a ReplanForm shows first: the plan from this date on, to the end that the series has now."""
    series, kept = meeting.series, read(meeting.series.rrule) if meeting.series.rrule else None
    original = datetime.fromisoformat(meeting.original)
    shared = {"title": series.title, "place": series.place, "link": series.link}
    shown = as_planned(meeting) | shared | {"start": original}
    if kept is None:
        return shown | {"every": Every.week.value}
    last = walls(datetime.fromisoformat(series.local_start), kept)[-1]
    length = {"minutes": series.minutes, "interval": kept.interval}
    return shown | length | {"every": kept.every.value, "until": last.date()}
