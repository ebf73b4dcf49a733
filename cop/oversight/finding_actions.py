"""What an audit found: written by the auditor, followed up by the team, closed by the auditor or the regulator."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import CLOCK, permit
from cop.oversight import permits
from cop.oversight.models import Audit, Finding
from cop.oversight.rules import SEVERITIES

MOST = 100


@action(permits.may_audit, lock="audit")
def add_finding(audit: Audit, severity: str, text: str, due: date, *, actor: Any, now: datetime) -> Finding:
    """``due``: by when the team mends it. Raises IllegalMove once reported, Invalid (severity, due)."""
    if audit.done_on:
        raise IllegalMove(N_("This audit is reported; its findings stand."))
    if severity not in SEVERITIES:
        raise Invalid(N_("Choose how grave it is."), field="severity")
    if due < now.date():
        raise Invalid(N_("This day is past. Give the team time."), field="due")
    if len(audit.findings) >= MOST:
        raise IllegalMove(N_("There are %(most)d already, as many as fit here."), most=MOST)
    made = Finding(audit=audit, severity=severity, text=text, due=due)
    db.session.add(made)
    db.session.flush()
    _record("finding_written", made, actor, now)
    return made


@action(permits.may_respond, lock="finding")
def respond(finding: Finding, response: str, version: int, *, actor: Any, now: datetime) -> None:
    """What the team did about it; may be said anew until it is closed. Raises Stale, IllegalMove."""
    if version != finding.version:
        raise Stale(
            N_("Somebody else answered meanwhile. Look at it again, then save."), version=finding.version
        )
    _demand_open(finding)
    finding.response, finding.version = response, finding.version + 1
    _record("finding_answered", finding, actor, now)


@action(permits.may_close, lock="finding")
def close_finding(finding: Finding, closure: str, *, actor: Any, now: datetime) -> None:
    """Raises IllegalMove."""
    _demand_open(finding)
    finding.closure, finding.closed_on, finding.closed_by_id = closure, now.date(), actor.id
    finding.version += 1
    _record("finding_closed", finding, actor, now)


def _demand_open(finding: Finding) -> None:
    if finding.audit.done_on is None:
        raise IllegalMove(N_("The auditor is still at work; wait for the report."))
    if finding.closed_on:
        raise IllegalMove(N_("This finding is closed."))


@action(permit(CLOCK), lock="finding")
def tell_late(finding: Finding, *, actor: Any, now: datetime) -> bool:
    """Tells once that a finding is overdue; whether it was news."""
    if finding.told or finding.closed_on:
        return False
    finding.told = True
    _record("finding_overdue", finding, actor, now)
    return True


def _record(verb: str, finding: Finding, actor: Any, now: datetime) -> None:
    record(verb, finding.audit.ref, actor=actor, now=now, audience=NOBODY, finding=finding.id)
