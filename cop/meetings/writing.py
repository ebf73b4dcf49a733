"""What several writes about a series share, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from cop.kernel import text
from cop.kernel.actions import lock_row
from cop.meetings.models import Occurrence, Series
from cop.meetings.rules import Plan


def describe(series: Series, plan: Plan, now: datetime) -> None:
    """Everything but the times."""
    purpose = text.write(plan.purpose)
    series.purpose, series.purpose_html, series.renderer = purpose.source, purpose.html, purpose.renderer
    series.place, series.link, series.speech, series.changed_at = (
        plan.place,
        plan.link,
        plan.speech.value,
        now,
    )
    series.quorum_members, series.quorum_countries = plan.quorum.members, plan.quorum.countries
    series.quorum_groups = plan.quorum.groups


def locked(meeting: Occurrence) -> Series:
    lock_row(meeting.series)
    return meeting.series
