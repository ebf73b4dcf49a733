"""What a meeting's page shows, as sentences and rows for its templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext

from cop.kernel import refs, words
from cop.kernel.refs import Resolved
from cop.meetings.agenda import rules as agenda_rules
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.company import queries as company_queries
from cop.meetings.company import quorum_rules
from cop.meetings.company.models import Rsvp
from cop.meetings.company.queries import Company
from cop.meetings.company.quorum_rules import Need
from cop.meetings.company.rules import is_full
from cop.meetings.papers import showing as paper_showing
from cop.meetings.papers.models import Paper
from cop.meetings.papers.showing import Shown
from cop.meetings.series import hours
from cop.meetings.series.forms import SPEECH
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import Speech
from cop.members.countries import REGION

MOST_NAMED = 8


@dataclass(frozen=True)
class Line:
    """An agenda item with its local start, what it is about (None: nothing that the reader may see) and its papers."""

    item: AgendaItem
    starts: str
    about: Resolved | None
    papers: tuple[Shown, ...]


def agenda(
    meeting: Occurrence, items: Sequence[AgendaItem], papers: Sequence[Paper], viewer: Any
) -> tuple[list[Line], list[Shown]]:
    """In the zone of ``hours.zone_for``: the items, and the papers of the whole meeting."""
    begins = agenda_rules.running_order(meeting.begins, [item.minutes for item in items])
    named = [*(item.ref for item in items), *(paper.ref for paper in papers)]
    seen = refs.resolve([ref for ref in named if ref], viewer)
    laid = paper_showing.shown(papers, seen, viewer)
    own = hours.zone_for(viewer, meeting)
    lines = [
        Line(item, hours.hour(at, own), seen.get(item.ref), tuple(one for one in laid if one.item == item.id))
        for item, at in zip(items, begins, strict=True)
    ]
    return lines, [one for one in laid if one.item is None]


WHAT = {
    "members": lambda: gettext("Members"),
    "countries": lambda: gettext("Countries"),
    "groups": lambda: gettext("Stakeholder groups"),
}


def quorum(meeting: Occurrence, company: Company, names: dict[str, str]) -> list[dict[str, Any]]:
    """Rows for the quorum list: what is there, what it takes, and, where that may be told, who is missing."""
    lines = quorum_rules.needs(company.seats, meeting.series.quorum)
    return [
        {
            "label": WHAT[line.what](),
            "have": line.have,
            "needs": line.needs,
            "missing": _missing(line, company, names if names_people(meeting) else {}),
        }
        for line in lines
    ]


def _missing(line: Need, company: Company, names: dict[str, str]) -> str:
    if not line.short:
        return ""
    more = ngettext("One more needed.", "%(num)d more needed.", line.short)
    if not names:
        return more  # who is missing would tell who is there
    absent = _absent(line.what, company, names)
    if not absent or company.present:
        return more
    missing = gettext("Nobody yet from: %(names)s.", names=words.listed(absent[:MOST_NAMED]))
    return f"{more} {missing}"


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


def places(meeting: Occurrence) -> str:
    """ "12 of 20 places are taken. 3 wait for one.", "" where there is no limit."""
    if meeting.places is None:
        return ""
    taken = gettext("%(taken)d of %(all)d places are taken.", taken=meeting.coming, all=meeting.places)
    if not (number := company_queries.waiting(meeting)):
        return taken
    wait = ngettext("One waits for a place.", "%(num)d wait for a place.", number)
    return f"{taken} {wait}"


def place_in_line(meeting: Occurrence, mine: Rsvp | None) -> str:
    """What the reader who waits is told, "" for others."""
    if mine is None or mine.queued_at is None:
        return ""
    return ngettext(
        "All places are taken. You are next on the waiting list.",
        "All places are taken. You are number %(num)d on the waiting list.",
        company_queries.waiting(meeting, before=mine) + 1,
    )


def names_people(meeting: Occurrence) -> bool:
    """Under the Chatham House Rule nobody is told who took part."""
    return meeting.series.speech != Speech.chatham.value


def completes(meeting: Occurrence, company: Company, viewer: Any) -> bool:
    """Whether the viewer's yes, if there is a place for it, would make the quorum."""
    if is_full(meeting.places, meeting.coming):
        return False
    return quorum_rules.would_complete(company.seats, meeting.series.quorum, viewer.group_key, viewer.country)


def speech(meeting: Occurrence) -> tuple[str, str]:
    """The rule of speech: its name and what it means."""
    return SPEECH[meeting.series.speech]
