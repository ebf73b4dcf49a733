"""What is read about checklists and audits, each with its visibility in the query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy import Select, exists, not_, select
from sqlalchemy.orm import selectinload

from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.owing import owing
from cop.kernel.refs import Resolved, ref
from cop.members.people_queries import countries_regulated
from cop.oversight.models import Audit, AuditClock, AuditPeriod, Checklist, Finding, SiteContact
from cop.oversight.rules import MONTHS, SOON, STRICTEST, Place, months_later
from cop.oversight.visibility import audits_visible_to
from cop.pilots import queries as pilot_queries
from cop.pilots.after_models import Aftermath
from cop.pilots.models import Pilot, PilotCountry, Site
from cop.pilots.visibility import on_team, tracks_visible_to, visible_to

SIZE = 50


@dataclass(frozen=True)
class Filling:
    """A site, and its checklist where there is one."""

    site: Site
    checklist: Checklist | None

    @property
    def track(self) -> PilotCountry:
        return self.site.track

    @property
    def id(self) -> int:
        return self.site.id


def filling(viewer: Any, uid: str, country: str, id: int) -> Filling | None:
    site = pilot_queries.site(viewer, uid, country, id)
    return Filling(site, checklist_of(site)) if site else None


def checklist_of(site: Site) -> Checklist | None:
    return db.session.scalar(select(Checklist).where(Checklist.site_id == site.id))


def checklists(track: PilotCountry) -> dict[int, Checklist]:
    """By site."""
    found = select(Checklist).where(Checklist.site_id.in_([site.id for site in track.sites]))
    return {one.site_id: one for one in db.session.scalars(found)}


def contacts(track: PilotCountry) -> dict[int, list[SiteContact]]:
    """By site, by name."""
    found = select(SiteContact).where(SiteContact.site_id.in_([site.id for site in track.sites]))
    by_site: dict[int, list[SiteContact]] = {}
    for one in db.session.scalars(found.order_by(SiteContact.id)):
        by_site.setdefault(one.site_id, []).append(one)
    return by_site


def months(country: str) -> dict[str, int]:
    """Between audits, by class, as the country has set it or as everyone has it."""
    return every([country])[country]


def every(countries: Iterable[str]) -> dict[str, dict[str, int]]:
    """Of several countries at once."""
    found = {country: dict(MONTHS) for country in countries}
    for row in db.session.scalars(select(AuditPeriod).where(AuditPeriod.country.in_(found))):
        found[row.country][row.amdd_class] = row.months
    return found


def own_country(viewer: Any, country: str) -> str | None:
    return country if country in countries_regulated(viewer) else None


def next_due(track: PilotCountry, counted_from: date) -> date:
    """Of a class that nobody entered, as of the strictest."""
    amdd_class = track.answers.get("amdd_class") or STRICTEST
    return months_later(counted_from, months(track.country)[amdd_class])


def clock_of(track: PilotCountry) -> AuditClock | None:
    return db.session.scalar(select(AuditClock).where(AuditClock.track_id == track.id))


def clocks_in(country: str) -> list[AuditClock]:
    found = select(AuditClock).join(AuditClock.track).where(PilotCountry.country == country)
    return list(db.session.scalars(found.order_by(AuditClock.id)))


def released(pilot_id: int) -> Sequence[tuple[PilotCountry, date]]:
    """(track, first day of wider use as told) of a pilot's countries that have no clock yet."""
    told = select(PilotCountry, Aftermath.day).join(
        Aftermath,
        (Aftermath.pilot_id == PilotCountry.pilot_id) & (Aftermath.country == PilotCountry.country),
    )
    told = told.where(PilotCountry.pilot_id == pilot_id, Aftermath.kind == "scaled")
    told = told.where(~exists().where(AuditClock.track_id == PilotCountry.id))
    first: dict[int, tuple[PilotCountry, date]] = {}
    for track, day in db.session.execute(told.order_by(Aftermath.day)):
        first.setdefault(track.id, (track, day))
    return list(first.values())


LISTED: tuple[Any, ...] = (
    AuditClock.id, AuditClock.due, AuditClock.counted_from, AuditClock.released_on, PilotCountry.country,
    Pilot.uid, Pilot.title,
)  # fmt: skip


def listed(viewer: Any, cursor: str = "") -> paging.Page:
    """Audits that are due of what the viewer sees, the earliest first."""
    query = select(*LISTED).join(AuditClock.track).join(PilotCountry.pilot)
    query = query.where(visible_to(viewer), tracks_visible_to(viewer))
    return paging.read(query, (AuditClock.due, AuditClock.id), cursor=cursor, size=SIZE, descending=False)


def _seen(viewer: Any) -> Select[Any]:
    found = select(Audit).join(Audit.track).join(PilotCountry.pilot)
    return found.where(audits_visible_to(viewer), visible_to(viewer), tracks_visible_to(viewer))


def audits(viewer: Any, track: PilotCountry) -> list[Audit]:
    """Those of a track that the viewer sees, newest first."""
    found = _seen(viewer).where(Audit.track_id == track.id).options(selectinload(Audit.findings))
    return list(db.session.scalars(found.order_by(Audit.id.desc()).limit(50)))


def audit(viewer: Any, id: int) -> Audit | None:
    return db.session.scalar(_seen(viewer).where(Audit.id == id).options(selectinload(Audit.findings)))


def finding(viewer: Any, id: int) -> Finding | None:
    """Nobody but its auditor reads one before the audit is reported."""
    found = db.session.get(Finding, id)
    seen = audit(viewer, found.audit_id) if found else None
    return found if seen and (seen.done_on or seen.auditor_id == viewer.id) else None


def open_audit(track: PilotCountry) -> Audit | None:
    """The one that is asked for or under way."""
    waits = select(Audit).where(Audit.track_id == track.id, Audit.done_on.is_(None))
    return db.session.scalar(waits.where(Audit.place != Place.DECLINED))


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    rows = db.session.scalars(_seen(viewer).where(Audit.id.in_(ids)).order_by(Audit.id))
    for one in rows:
        title = f"{one.track.pilot.uid} {one.title}"
        yield Resolved(ref("audit", one.id), "audit", title, url_for("oversight.audit", id=one.id))


def clocks_to_tell(today: date) -> list[AuditClock]:
    near = select(AuditClock).where(AuditClock.due <= today + SOON, AuditClock.told != "late")
    return list(db.session.scalars(near.order_by(AuditClock.due, AuditClock.id).limit(500)))


def findings_to_tell(today: date) -> list[Finding]:
    late = select(Finding).join(Finding.audit).where(Audit.done_on.is_not(None), Finding.due < today)
    late = late.where(Finding.closed_on.is_(None), ~Finding.told)
    return list(db.session.scalars(late.order_by(Finding.due, Finding.id).limit(500)))


def _owing(due: Any, **more: Any) -> Select[Any]:
    return owing(uid=Pilot.uid, title=Pilot.title, country=PilotCountry.country, due=due, **more)


def audits_owed(viewer: Any, _now: datetime) -> Select[Any]:
    """Audits that ``viewer`` was asked for or has not reported."""
    rows = _owing(Audit.due, id=Audit.id, note=Audit.place).select_from(Audit)
    mine = (Audit.auditor_id == viewer.id) & (Audit.place != Place.DECLINED) & Audit.done_on.is_(None)
    return rows.join(Audit.track).join(PilotCountry.pilot).where(mine)


def orders_owed(viewer: Any, now: datetime) -> Select[Any]:
    """Audits due within thirty days in the countries that ``viewer`` regulates, which nobody does yet."""
    under_way = exists().where(
        Audit.track_id == AuditClock.track_id, Audit.done_on.is_(None), Audit.place != Place.DECLINED
    )
    rows = _owing(AuditClock.due).select_from(AuditClock).join(AuditClock.track).join(PilotCountry.pilot)
    own = PilotCountry.country.in_(countries_regulated(viewer)) & not_(on_team(viewer))
    return rows.where(own, AuditClock.due <= now.date() + SOON, ~under_way)


def responses_owed(viewer: Any, _now: datetime) -> Select[Any]:
    """Findings in the pilots that ``viewer`` leads of which the team has said nothing."""
    rows = _owing(Finding.due, id=Finding.id, note=Finding.severity).select_from(Finding)
    rows = rows.join(Finding.audit).join(Audit.track).join(PilotCountry.pilot)
    open_ = (Finding.response == "") & Finding.closed_on.is_(None) & Audit.done_on.is_not(None)
    return rows.where(Pilot.lead_id == viewer.id, open_)


def drift() -> Iterable[str]:
    """Clocks that do not stand where their class and country put them."""
    for one in db.session.scalars(select(AuditClock).order_by(AuditClock.id)):
        if one.due != (due := next_due(one.track, one.counted_from)):
            yield f"audit clock {one.id}: {one.due} kept, {due} counted"
