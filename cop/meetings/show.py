"""What a meeting's page shows, as sentences and rows for its templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext

from cop.kernel import refs, words
from cop.kernel.refs import Resolved
from cop.meetings import hours, quorum_rules, rules
from cop.meetings.company_queries import Company
from cop.meetings.forms import SPEECH
from cop.meetings.models import AgendaItem, Occurrence
from cop.meetings.quorum_rules import Need
from cop.meetings.rules import Speech
from cop.members.countries import REGION

MOST_NAMED = 8


@dataclass(frozen=True)
class Line:
    """An agenda item with its local start and what it is about (None: nothing that the reader may see)."""

    item: AgendaItem
    starts: str
    about: Resolved | None


def agenda(meeting: Occurrence, items: Sequence[AgendaItem], viewer: Any) -> list[Line]:
    """In the zone of ``hours.zone_for``."""
    begins = rules.running_order(meeting.begins, [item.minutes for item in items])
    seen = refs.resolve([item.ref for item in items if item.ref], viewer)
    own = hours.zone_for(viewer, meeting)
    return [
        Line(item, hours.hour(at, own), seen.get(item.ref)) for item, at in zip(items, begins, strict=True)
    ]


WHAT = {
    "members": lambda: gettext("Members"),
    "countries": lambda: gettext("Countries"),
    "groups": lambda: gettext("Stakeholder groups"),
}


def quorum(meeting: Occurrence, company: Company, names: dict[str, str]) -> list[dict[str, Any]]:
    """Rows for the quorum list: what is there, what it takes, and who is missing."""
    lines = quorum_rules.needs(company.seats, meeting.series.quorum)
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
    return quorum_rules.would_complete(company.seats, meeting.series.quorum, viewer.group_key, viewer.country)


def speech(meeting: Occurrence) -> tuple[str, str]:
    """The rule of speech: its name and what it means."""
    return SPEECH[meeting.series.speech]
