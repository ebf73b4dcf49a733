"""What home asks of incidents, bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal, select, union_all

from cop.incidents.models import Agreement, DeveloperReply, Incident, Reporter, Respondent
from cop.incidents.rules import Level, Party, State
from cop.incidents.visibility import offered_to, visible_to
from cop.incidents.watch_models import Trend
from cop.kernel.db import db
from cop.members.people_queries import countries_regulated

MOST = 20
SOON = timedelta(days=3)


def waiting(viewer: Any, now: datetime, beside: Sequence[Any] = ()) -> Sequence[Any]:
    """(why, uid, product, due, id) of all that waits for ``viewer``, in one question, the most urgent first.

    ``why`` is "hand_over", "take", "reply" or "reference" of a report, "trend", or what the rows ``beside`` say.
    """
    if not viewer.is_member:
        return ()
    parts = [_reports(name, condition) for name, condition in _waits(viewer, now)]
    if "officer" in viewer.roles:
        open_ = row("trend", literal(""), Trend.product, Trend.at, Trend.id)
        parts.append(open_.where(Trend.settled_at.is_(None)))
    first = [select(part.order_by("due").limit(MOST).subquery()) for part in (*parts, *beside)]
    every = union_all(*first).subquery()
    return db.session.execute(select(every).order_by(every.c.due, every.c.id).limit(MOST)).all()


def row(why: str, uid: Any, product: Any, due: Any, id: Any) -> Any:
    """A thing that waits, as every part of that question tells it."""
    columns = {"uid": uid, "product": product, "due": due, "id": id}
    return select(literal(why).label("why"), *(one.label(name) for name, one in columns.items()))


def _reports(why: str, condition: ColumnElement[bool]) -> Any:
    return row(why, Incident.uid, Incident.product, Incident.due, Incident.id).where(condition)


def _waits(viewer: Any, now: datetime) -> Iterator[tuple[str, ColumnElement[bool]]]:
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
        here = and_(Incident.country.in_(countries_regulated(viewer)), Incident.level >= Level.COUNTRY)
        late = and_(Incident.authority_reference == "", Incident.due < now + SOON)
        yield "reference", and_(Incident.state == State.OPEN, here, late)
    asked = select(Respondent.incident_id).where(Respondent.member_id == viewer.id)
    said = select(DeveloperReply.id).where(DeveloperReply.incident_id == Incident.id)
    yield (
        "reply",
        and_(
            Incident.id.in_(asked),
            Incident.state == State.OPEN,
            Incident.level >= Level.COUNTRY,
            ~exists(said),
        ),
    )


def latest(viewer: Any) -> Sequence[Any]:
    """The newest reports that members read, for who reads them."""
    columns = (Incident.uid, Incident.kind, Incident.product, Incident.product_version, Incident.reported_at)
    query = select(*columns).where(visible_to(viewer), Incident.level >= Level.MEMBERS)
    return db.session.execute(query.order_by(Incident.id.desc()).limit(6)).all()
