"""Tells, once for each, which audits are due or overdue and which findings are overdue."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.permits import SYSTEM
from cop.oversight import audit_actions, finding_actions, queries
from cop.oversight.rules import clock


def watch(now: datetime) -> None:
    """On every tick; done twice, or by two workers, it tells nobody twice."""
    today = now.date()
    for one in queries.clocks_to_tell(today):
        said = clock(one.due, today)
        if said != one.told:
            audit_actions.tell_clock(one, said, actor=SYSTEM, now=now)
    for finding in queries.findings_to_tell(today):
        finding_actions.tell_late(finding, actor=SYSTEM, now=now)
