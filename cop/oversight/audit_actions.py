"""Audits after release at scale: the clock, the auditor, findings, follow-up, closure, and who may read of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import CLOCK, permit
from cop.members.models import Member
from cop.oversight import permits, queries
from cop.oversight.models import Audit, AuditClock, AuditPeriod
from cop.oversight.rules import MONTHS, Place
from cop.pilots import independence, moving
from cop.pilots.models import PilotCountry
from cop.pilots.permits import LEAD, REGULATOR

may_tick = permit(CLOCK)


@action(may_tick)
def start_clock(track: PilotCountry, released_on: date, *, actor: Any, now: datetime) -> bool:
    """From the day of the release at scale; whether it was news."""
    pilot = moving.hold(track)
    if queries.clock_of(track):
        return False
    due = queries.next_due(track, released_on)
    db.session.add(AuditClock(track=track, released_on=released_on, counted_from=released_on, due=due))
    db.session.flush()
    record("audit_clock_started", pilot.ref, actor=actor, now=now, **_bound(track))
    return True


def _bound(track: PilotCountry) -> dict[str, Any]:
    return {"audience": moving.audience(track.pilot), "country": track.country}


@action(may_tick, lock="clock")
def tell_clock(clock: AuditClock, said: str, *, actor: Any, now: datetime) -> bool:
    """Tells once that an audit is ``said`` ("soon" or "late"); whether it was news."""
    if clock.told == said:
        return False
    clock.told = said
    record("audit_clock_told", clock.track.pilot.ref, actor=actor, now=now, clock=said, **_bound(clock.track))
    return True


@action(permits.may_set_periods)
def set_periods(country: str, months: Mapping[str, int], *, actor: Any, now: datetime) -> None:
    """Months between audits by class; every clock of the country moves with them."""
    db.session.execute(delete(AuditPeriod).where(AuditPeriod.country == country))
    own = {key: number for key, number in months.items() if MONTHS[key] != number}
    db.session.add_all(
        AuditPeriod(country=country, amdd_class=key, months=number) for key, number in own.items()
    )
    db.session.flush()
    for clock in queries.clocks_in(country):
        _wind(clock, clock.counted_from)
    facts: dict[str, Any] = {"country": country, **months}
    record("audit_periods_set", actor.ref, actor=actor, now=now, **facts)


def _wind(clock: AuditClock, counted_from: date) -> None:
    due = queries.next_due(clock.track, counted_from)
    if due != clock.due:
        clock.told = ""
    clock.counted_from, clock.due = counted_from, due


@action(permits.may_order)
def order_audit(
    track: PilotCountry, title: str, member: Member | None, due: date, *, actor: Any, now: datetime
) -> Audit:
    """Asks an auditor who stands outside. Raises IllegalMove, Invalid (slug, due)."""
    pilot = moving.hold(track)
    if queries.clock_of(track) is None:
        raise IllegalMove(
            N_(
                "Audits begin with the release at scale: the team or you tell of it as what came of the pilot."
            )
        )
    if queries.open_audit(track):
        raise IllegalMove(N_("An audit is under way here already."))
    outside = independence.demand_independent(pilot, member, now.date())
    if outside.id == actor.id:
        raise Invalid(N_("Name somebody else: who orders an audit does not do it."), field="slug")
    if due < now.date():
        raise Invalid(N_("This day is past. Give the auditor time."), field="due")
    audit = Audit(
        track=track, title=title, due=due, auditor_id=outside.id, named_by_id=actor.id, named_at=now
    )
    db.session.add(audit)
    db.session.flush()
    _record("audit_ordered", audit, actor, now, member=outside.id)
    return audit


@action(permits.may_answer, lock="audit")
def accept_audit(audit: Audit, interests: str, *, actor: Any, now: datetime) -> None:
    """Raises Invalid (interests, slug: what ties the auditor to the pilot)."""
    if not interests.strip():
        raise Invalid(N_("Declare your interests, or write “none”."), field="interests")
    independence.demand_independent(audit.track.pilot, audit.auditor, now.date())
    audit.place, audit.interests = Place.ACCEPTED.value, interests
    _record("audit_accepted", audit, actor, now)


@action(permits.may_answer, lock="audit")
def decline_audit(audit: Audit, *, actor: Any, now: datetime) -> None:
    audit.place = Place.DECLINED.value
    _record("audit_declined", audit, actor, now)


@action(permits.may_audit, lock="audit")
def report_audit(audit: Audit, done_on: date, summary: str, *, actor: Any, now: datetime) -> None:
    """Ends the audit and starts the clock again. Raises IllegalMove, Invalid (done_on)."""
    if audit.done_on:
        raise IllegalMove(N_("This audit is reported already."))
    if not audit.named_at.date() <= done_on <= now.date():
        raise Invalid(N_("An audit is done after it was ordered, and not in the future."), field="done_on")
    audit.done_on, audit.summary = done_on, summary
    clock = queries.clock_of(audit.track)
    if clock:
        _wind(clock, done_on)
    _record("audit_reported", audit, actor, now)


@action(permits.may_publish, lock="audit")
def agree_to_publish(audit: Audit, *, actor: Any, now: datetime) -> None:
    """Turns one's key; with both, title, auditor, day and counts of findings are public. Raises IllegalMove."""
    if not audit.done_on:
        raise IllegalMove(N_("The auditor has not reported yet."))
    leads = LEAD.holds(actor, audit)
    if (audit.agreed_lead if leads else audit.agreed_regulator) is not None:
        raise IllegalMove(N_("You have agreed already. The other side has not, or it is public."))
    if leads:
        audit.agreed_lead = now
    elif REGULATOR.holds(actor, audit):
        audit.agreed_regulator = now
    _record("audit_agreed", audit, actor, now, by="lead" if leads else "regulator")


def _record(verb: str, audit: Audit, actor: Any, now: datetime, **facts: Any) -> None:
    record(verb, audit.ref, actor=actor, now=now, audience=NOBODY, **facts)
