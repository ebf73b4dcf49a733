"""What a meeting's page shows, as sentences and rows for its templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import get_locale, gettext, ngettext
from markupsafe import Markup

from cop.kernel import refs, words
from cop.kernel.refs import Resolved
from cop.meetings import rules
from cop.meetings.forms import SPEECH
from cop.meetings.models import AgendaItem, Occurrence
from cop.meetings.queries import Company
from cop.meetings.rules import Need, Speech, State
from cop.members.countries import REGION

MOST_NAMED = 8


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


@dataclass(frozen=True)
class Line:
    """An agenda item with its local start and what it is about (None: nothing that the reader may see)."""

    item: AgendaItem
    starts: str
    about: Resolved | None


def agenda(meeting: Occurrence, items: Sequence[AgendaItem], viewer: Any) -> list[Line]:
    """In the zone of ``zone_for``."""
    begins = rules.running_order(meeting.begins, [item.minutes for item in items])
    seen = refs.resolve([item.ref for item in items if item.ref], viewer)
    own = zone_for(viewer, meeting)
    return [Line(item, hour(at, own), seen.get(item.ref)) for item, at in zip(items, begins, strict=True)]


WHAT = {
    "members": lambda: gettext("Members"),
    "countries": lambda: gettext("Countries"),
    "groups": lambda: gettext("Stakeholder groups"),
}


def quorum(meeting: Occurrence, company: Company, names: dict[str, str]) -> list[dict[str, Any]]:
    """Rows for the quorum list: what is there, what it takes, and who is missing."""
    lines = rules.needs(company.seats, meeting.series.quorum)
    return [
        {
            "label": WHAT[line.what](),
            "have": line.have,
            "needs": line.needs,
            "missing": _missing(line, company, names),
        }
        for line in lines
    ]


def _missing(line: Need, company: Company, names: dict[str, str]) -> str:
    if not line.short:
        return ""
    more = ngettext("One more needed.", "%(num)d more needed.", line.short)
    absent = _absent(line.what, company, names)
    if not absent or company.present:
        return more
    return f"{more} {gettext('Nobody yet from: %(names)s.', names=words.listed(absent[:MOST_NAMED]))}"


def _absent(what: str, company: Company, names: dict[str, str]) -> list[str]:
    """Groups, or countries of the region, from which nobody comes."""
    if what == "groups":
        there = {key for key, _people in company.by("group")}
        return [gettext(name) for key, name in names.items() if key not in there]
    if what == "countries":
        there = {code for code, _people in company.by("country")}
        return [words.country(country["iso2"]) for country in REGION if country["iso2"] not in there]
    return []


def by_group(company: Company, names: dict[str, str]) -> str:
    """ "Regulators 5, Institutions 3"."""
    return ", ".join(f"{gettext(names.get(key, key))} {people}" for key, people in company.by("group"))


def by_country(company: Company) -> str:
    return ", ".join(f"{words.country(code)} {people}" for code, people in company.by("country"))


def names_people(meeting: Occurrence) -> bool:
    """Under the Chatham House Rule nobody is told who took part."""
    return meeting.series.speech != Speech.chatham.value


def completes(meeting: Occurrence, company: Company, viewer: Any) -> bool:
    """Whether the viewer's yes would make the quorum."""
    return rules.would_complete(company.seats, meeting.series.quorum, viewer.group_key, viewer.country)


def speech(meeting: Occurrence) -> tuple[str, str]:
    """The rule of speech: its name and what it means."""
    return SPEECH[meeting.series.speech]
