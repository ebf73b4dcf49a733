"""Bringing codes from a file, and giving them to reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from cop.incidents import code_rules, permits
from cop.incidents.code_models import Code, Coded
from cop.incidents.models import Incident
from cop.incidents.recording import audience, who
from cop.incidents.rules import State
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import OFFICERS, record


@action(permits.may_keep_lists)
def import_codes(text: str, *, actor: Any, now: datetime) -> int:
    """Adds codes, and gives those that are there their new labels; how many rows were taken.

    Raises Invalid where any row is wrong: the trial run lists them all.
    """
    rows = code_rules.read(text)
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
def give_codes(incident: Incident, given: Iterable[str], *, actor: Any, now: datetime) -> None:
    """Replaces the codes that a report carries. Raises Invalid for one that is not in the list."""
    if incident.state == State.CLOSED:
        raise IllegalMove(N_("This report is closed; the secretariat can open it again."))
    wished = {code.upper() for code in given}
    asked = select(Code).where(Code.code.in_(filter(code_rules.CODE.fullmatch, wished)))
    known = {one.code: one.id for one in db.session.scalars(asked)}
    if unknown := sorted(wished - known.keys()):
        raise Invalid(N_("These codes are not in the list: %(codes)s."), field="found", codes=unknown)
    db.session.execute(delete(Coded).where(Coded.incident_id == incident.id))
    db.session.add_all(Coded(incident_id=incident.id, code_id=id) for id in known.values())
    record("incident_coded", incident.ref, actor=who(incident, actor), now=now, audience=audience(incident))
