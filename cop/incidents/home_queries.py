"""What home asks of incidents, bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_, select

from cop.incidents.models import Agreement, DeveloperReply, Incident, Reporter, Respondent
from cop.incidents.rules import Level, Party, State
from cop.incidents.visibility import offered_to, visible_to
from cop.kernel.db import db

MOST = 20


def waiting(viewer: Any) -> Iterator[tuple[Any, str]]:
    """(report, what it waits for) on which ``viewer`` has the next step, the most urgent first."""
    cases = list(_waits(viewer))
    if not cases:
        return
    columns: list[Any] = [
        Incident.uid,
        Incident.kind,
        Incident.product,
        Incident.product_version,
        Incident.due,
    ]
    why = case(*((condition, literal(name)) for name, condition in cases), else_="")
    query = select(*columns, why.label("why")).where(or_(*(condition for _name, condition in cases)))
    for row in db.session.execute(query.order_by(Incident.due, Incident.id).limit(MOST)):
        yield row, row.why


def _waits(viewer: Any) -> Iterator[tuple[str, ColumnElement[bool]]]:
    if not viewer.is_member:
        return
    if "officer" in viewer.roles:
        offer = select(Agreement.id).where(
            Agreement.incident_id == Incident.id, Agreement.party == Party.STEWARD
        )
        own = select(Reporter.id).where(Reporter.incident_id == Incident.id, Reporter.member_id == viewer.id)
        still = and_(Incident.state == State.OPEN, Incident.level == Level.REPORTED)
        yield "hand_over", and_(still, ~exists(offer), ~exists(own))
    offered = offered_to(viewer)
    if offered is not None:
        yield "take", offered
    asked = select(Respondent.id).where(
        Respondent.incident_id == Incident.id, Respondent.member_id == viewer.id
    )
    said = select(DeveloperReply.id).where(DeveloperReply.incident_id == Incident.id)
    yield (
        "reply",
        and_(Incident.state == State.OPEN, Incident.level >= Level.COUNTRY, exists(asked), ~exists(said)),
    )


def latest(viewer: Any) -> Sequence[Any]:
    """The newest reports that members read, for who reads them."""
    columns = (Incident.uid, Incident.kind, Incident.product, Incident.product_version, Incident.reported_at)
    query = select(*columns).where(visible_to(viewer), Incident.level >= Level.MEMBERS)
    return db.session.execute(query.order_by(Incident.id.desc()).limit(6)).all()
