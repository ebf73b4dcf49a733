"""When a meeting is, in the zones of its readers, as sentences for its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import get_locale, gettext, ngettext
from markupsafe import Markup

from cop.kernel import words
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import State


def hour(moment: datetime, zone: str) -> str:
    return words.hour(moment.astimezone(ZoneInfo(zone)))


def span(meeting: Occurrence, zone: str) -> str:
    """ "09:00 to 11:00" in ``zone``."""
    return gettext("%(begins)s to %(ends)s", begins=hour(meeting.begins, zone), ends=hour(meeting.ends, zone))


def zone_for(viewer: Any, meeting: Occurrence) -> str:
    """The zone a reader is told hours in: one's own; a visitor's is not known, so it is the meeting's."""
    return viewer.zone if viewer.is_member else meeting.series.zone


def clocks(meeting: Occurrence, own: str, viewer: Any) -> list[tuple[str, str]]:
    """The reader's clock, then the meeting's when it differs: (whose, from when to when)."""
    zone = meeting.series.zone
    mine, theirs = _named(meeting, own, own), _named(meeting, zone, own)
    if not viewer.is_member:
        return [(gettext("The meeting's time, %(zone)s", zone=theirs), span(meeting, zone))]
    if zone == own:
        return [(gettext("Your time and the meeting's, %(zone)s", zone=mine), span(meeting, own))]
    return [
        (gettext("Your time, %(zone)s", zone=mine), span(meeting, own)),
        (gettext("The meeting's time, %(zone)s", zone=theirs), span(meeting, zone)),
    ]


def _named(meeting: Occurrence, zone: str, own: str) -> str:
    """ "Vientiane (UTC+7)", with the day where it is not the reader's."""
    place = f"{words.zone_name(zone, str(get_locale()))} ({words.offset(meeting.begins, zone)})"
    there, here = (meeting.begins.astimezone(ZoneInfo(z)).date() for z in (zone, own))
    return place if there == here else f"{place}, {words.day(there)}"


def elsewhere(meeting: Occurrence, zones: Iterable[str], own: str) -> str:
    """ "Yangon 08:30 · Dili 11:00": the start in the other zones of those who come."""
    others = [zone for zone in zones if zone not in (own, meeting.series.zone)]
    named = [f"{words.zone_name(zone, str(get_locale()))} {hour(meeting.begins, zone)}" for zone in others]
    return " · ".join(named)


def state(meeting: Occurrence, now: datetime, own: str) -> Markup:
    """The sentence under the title."""
    day = words.day(meeting.begins.astimezone(ZoneInfo(own)).date())
    if meeting.state == State.cancelled.value:
        return _bold(
            gettext("Cancelled."),
            gettext("It was to be on %(day)s. %(reason)s", day=day, reason=meeting.reason),
        )
    if now >= meeting.ends:
        return _bold(
            gettext("%(day)s, %(ago)s.", day=day, ago=words.ago(meeting.ends)),
            gettext("The meeting is over."),
        )
    if now >= meeting.begins:
        return _bold(gettext("Now, until %(hour)s.", hour=hour(meeting.ends, own)), "")
    return _bold(gettext("%(day)s, %(ago)s.", day=day, ago=words.ago(meeting.begins)), _answers(meeting))


def _bold(strong: str, rest: str) -> Markup:
    return Markup("<b>{}</b> {}").format(strong, rest)


def _answers(meeting: Occurrence) -> str:
    if meeting.coming:
        return ngettext("One member comes so far.", "%(num)d members come so far.", meeting.coming)
    return gettext("Nobody has answered yes yet.")


def moved_from(meeting: Occurrence) -> str:
    """Where the meeting was first set to, "" when it is there still."""
    zone = ZoneInfo(meeting.series.zone)
    first = datetime.fromisoformat(meeting.original).replace(tzinfo=zone)
    if first == meeting.begins:
        return ""
    return gettext("It was first set to %(when)s.", when=words.when(first, meeting.series.zone))
