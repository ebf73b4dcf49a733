"""Deciding on what reports set off, and keeping the clocks and codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from cop.incidents import clock_queries, codes, permits, watch_permits
from cop.incidents.deidentify import demand_clean
from cop.incidents.models import Incident
from cop.incidents.recording import audience, who
from cop.incidents.rules import State, Urgency
from cop.incidents.watch_models import Clock, Code, Coded, Hold, Trend
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import MEMBERS, OFFICERS, record


@action(watch_permits.may_answer_hold, lock="hold")
def let_go_on(hold: Hold, reason: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """The country's regulator does not hold the pilot, and says why, with the date."""
    if hold.answered_at is not None:
        raise IllegalMove(N_("Your country has answered this already."))
    demand_clean({"words": reason}, confirmed)
    hold.answered_at, hold.by_id, hold.reason = now, actor.id, reason
    record(
        "hold_declined",
        hold.incident.ref,
        actor=actor,
        now=now,
        audience=OFFICERS,
        hold=hold.id,
        country=hold.country,
    )


@action(watch_permits.may_settle_trends, lock="trend")
def settle(trend: Trend, words: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """What was done about a trend; reports after this one make a new one."""
    if trend.settled_at is not None:
        raise IllegalMove(N_("This trend is settled already."))
    demand_clean({"words": words}, confirmed)
    trend.settled_at, trend.by_id, trend.words = now, actor.id, words
    record("trend_settled", trend.ref, actor=actor, now=now, audience=OFFICERS)


@action(watch_permits.may_set_clocks)
def set_clocks(country: str, hours: Mapping[Urgency, int], *, actor: Any, now: datetime) -> None:
    """A country's clocks, set by its own regulator; open reports are counted anew."""
    db.session.execute(delete(Clock).where(Clock.country == country))
    db.session.add_all(Clock(country=country, urgency=u.value, hours=number) for u, number in hours.items())
    db.session.flush()
    still = select(Incident).where(Incident.country == country, Incident.state == State.OPEN)
    for incident in db.session.scalars(still.order_by(Incident.id.desc()).limit(2_000)):
        incident.due = clock_queries.due(incident)
    facts = {u.value: number for u, number in hours.items()}
    record("incident_clocks_set", actor.ref, actor=actor, now=now, audience=MEMBERS, country=country, **facts)


@action(permits.may_keep_lists)
def import_codes(text: str, *, actor: Any, now: datetime) -> int:
    """Adds codes, and gives those that are there their new labels; how many rows were taken.

    Raises Invalid where any row is wrong: the trial run lists them all.
    """
    rows = codes.read(text)
    if any(row.wrong for row in rows) or not rows:
        raise Invalid(
            N_("Nothing was taken: mend the rows that are marked and send the file again."), field="text"
        )
    kept = {one.code: one for one in db.session.scalars(select(Code))}
    for row in rows:
        if row.code in kept:
            kept[row.code].label = row.label
        else:
            db.session.add(Code(code=row.code, annex=row.code[0], label=row.label))
    record("incident_codes_imported", actor.ref, actor=actor, now=now, audience=OFFICERS, rows=len(rows))
    return len(rows)


@action(permits.may_take_action, lock="incident")
def give_codes(incident: Incident, given: list[str], *, actor: Any, now: datetime) -> None:
    """Replaces the codes that a report carries. Raises Invalid for one that is not in the list."""
    if incident.state == State.CLOSED:
        raise IllegalMove(N_("This report is closed; the secretariat can open it again."))
    wished = {code.upper() for code in given}
    known = {one.code: one.id for one in db.session.scalars(select(Code).where(Code.code.in_(wished)))}
    if unknown := sorted(wished - known.keys()):
        raise Invalid(N_("These codes are not in the list: %(codes)s."), field="codes", codes=unknown)
    db.session.execute(delete(Coded).where(Coded.incident_id == incident.id))
    db.session.add_all(Coded(incident_id=incident.id, code_id=id) for id in known.values())
    record("incident_coded", incident.ref, actor=who(incident, actor), now=now, audience=audience(incident))
