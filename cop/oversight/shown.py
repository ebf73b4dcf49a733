"""What checklists and audits say, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel import clock, words
from cop.kernel.features import Fact
from cop.members.facilities import FACILITIES
from cop.oversight import permits, queries, rules
from cop.oversight.models import Audit, Checklist
from cop.oversight.visibility import concerned, reads_findings
from cop.pilots.fields import Seen
from cop.pilots.models import PilotCountry, Site
from cop.pilots.permits import in_team
from cop.pilots.rules import State
from cop.pilots.visibility import levels

RUNS = (State.ACTIVE, State.SUSPENDED)


def address(track: PilotCountry) -> str:
    return url_for("oversight.track", uid=track.pilot.uid, country=track.country)


def about_track(viewer: Any, track: PilotCountry) -> Iterator[Fact]:
    """For the page of a country's track: sites without their checklist while it runs, audits and their clock."""
    here, today = address(track), clock.now().date()
    told = list(_sites_fact(track))
    yield from (Fact(words_, here, _("See the sites"), late) for words_, late in told)
    if found := queries.clock_of(track):
        late = rules.clock(found.due, today) == "late"
        yield Fact(due_sentence(found.due, late), here, _("See the audits"), late)
    for audit in queries.audits(viewer, track)[:5]:
        yield Fact(headline(audit), url_for("oversight.audit", id=audit.id), _("Read"))
    if not (told or found) and in_team(viewer, track.pilot) and track.sites:
        yield Fact(_("Each site has a deployer's checklist."), here, _("See the sites"))


def about_pilots(_viewer: Any, _all: None) -> Iterator[Fact]:
    """For the list of pilots."""
    yield Fact(_("What came into wide use is audited."), url_for("oversight.index"), _("Audits that are due"))


def _sites_fact(track: PilotCountry) -> Iterator[tuple[str, bool]]:
    """(sentence, late) while the pilot runs here."""
    if track.at not in RUNS or not track.sites:
        return
    kept = queries.checklists(track)
    lacking = sum(1 for site in track.sites if site.id not in kept or rules.missing(kept[site.id].answers))
    if lacking:
        yield (
            ngettext(
                "%(num)d of %(all)d site runs without its whole deployer's checklist.",
                "%(num)d of %(all)d sites run without their whole deployer's checklist.",
                lacking,
                all=len(track.sites),
            ),
            True,
        )
    else:
        yield _("Every site has its whole deployer's checklist."), False


def due_sentence(due: Any, late: bool) -> str:
    day = words.short_day(due)
    return (
        _("An audit is overdue since %(day)s.", day=day)
        if late
        else _("The next audit is due on %(day)s.", day=day)
    )


def headline(audit: Audit) -> str:
    """Title, auditor, day and how many findings, as both keys open it to everyone."""
    said = {"title": audit.title, "auditor": audit.auditor.name}
    if audit.done_on is None:
        day = words.short_day(audit.due)
        return _("%(title)s, asked of %(auditor)s by %(day)s.", **said, day=day)
    day, counts = words.short_day(audit.done_on), counts_of(audit)
    return _("%(title)s, %(auditor)s, %(day)s: %(counts)s.", **said, day=day, counts=counts)


def counts_of(audit: Audit) -> str:
    """ "1 critical, 2 minor; 1 open"."""
    found = rules.counted(one.severity for one in audit.findings)
    if not found:
        return _("no findings")
    named = {
        rules.Severity.CRITICAL: _("critical"),
        rules.Severity.MAJOR: _("major"),
        rules.Severity.MINOR: _("minor"),
    }
    parts = [f"{number} {named[severity]}" for severity, number in found]
    open_ = sum(one.closed_on is None for one in audit.findings)
    return _("%(counts)s; %(open)d open", counts=words.listed(parts), open=open_)


def site_rows(viewer: Any, track: PilotCountry) -> list[dict[str, Any]]:
    """Each site as far as the viewer reads it: what is missing by everyone, signature and remarks by those concerned."""
    kept, contacts = queries.checklists(track), queries.contacts(track)
    whole, names = concerned(viewer, track), Seen.MEMBERS in levels(viewer, track.pilot)
    rows = []
    for site in track.sites:
        found, own = kept.get(site.id), contacts.get(site.id, [])
        mine = viewer.is_member and viewer.id in {one.member_id for one in own}
        rows.append(
            {
                "site": site,
                "title": site.name if names else f"{_(FACILITIES[site.facility])}, {site.province}",
                "missing": _lacking(found),
                "checklist": found,
                "remarks": _remarks(found) if found and (whole or mine) else [],
                "contacts": [one.member.name for one in own] if whole or mine else [],
                "whole": whole or mine,
                "fills": permits.may_name_contact(viewer, site) or mine,
                "names": permits.may_name_contact(viewer, site),
            }
        )
    return rows


def _lacking(checklist: Checklist | None) -> list[str]:
    return [_(rules.DUTIES[key]) for key in rules.missing(checklist.answers if checklist else {})]


def _remarks(checklist: Checklist) -> list[tuple[str, str]]:
    told = [(key, checklist.answers.get(key, {}).get("note", "")) for key in rules.DUTIES]
    return [(_(rules.DUTIES[key]), note) for key, note in told if note]


def audit_rows(audits: Iterable[Audit]) -> list[tuple[str, str]]:
    """(headline, address)."""
    return [(headline(one), url_for("oversight.audit", id=one.id)) for one in audits]


def findings(viewer: Any, audit: Audit) -> list[dict[str, Any]]:
    """What was found, for those concerned and the auditor; for everyone else the counts alone."""
    if not reads_findings(viewer, audit):
        return []
    reported, today = audit.done_on is not None, clock.now().date()
    return [
        {
            "finding": one,
            "severity": _(rules.SEVERITIES[rules.Severity(one.severity)]),
            "late": one.closed_on is None and one.due < today,
            "responds": reported and one.closed_on is None and permits.may_respond(viewer, one),
            "closes": reported and one.closed_on is None and permits.may_close(viewer, one),
        }
        for one in audit.findings
        if reported or audit.auditor_id == viewer.id
    ]


def site_title(site: Site) -> str:
    return f"{site.name}, {site.province}"
