"""What home shows of enquiries: whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import and_, or_, select

from cop.enquiries import permits, queries
from cop.enquiries.models import Enquiry, Guidance
from cop.enquiries.rules import Guided, State
from cop.kernel import words
from cop.kernel.db import db
from cop.kernel.features import Awaiting

MOST = 20


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """One question, of regulators and of those alone who may ask them."""
    if not (viewer.mandated or permits.may_ask(viewer)):
        return
    for row in db.session.execute(_waiting(viewer)):
        why, act = _says(row, words.country(row.country))
        yield Awaiting(_("Early question"), row.title, why, act, queries.address(row), row.due)


def _waiting(viewer: Any) -> Any:
    """Open ones of the viewer's countries, nobody's or their own; what was asked back; a text to read over."""
    read_once = and_(Guidance.state == Guided.DRAFT, Guidance.first_by_id.is_not(None))
    mine = and_(Enquiry.asker_id == viewer.id, or_(Enquiry.state == State.BACK, read_once))
    free = or_(Enquiry.assignee_id.is_(None), Enquiry.assignee_id == viewer.id)
    theirs = and_(Enquiry.country.in_(sorted(viewer.mandated)), Enquiry.state == State.OPEN, free)
    columns = select(
        Enquiry.uid, Enquiry.title, Enquiry.country, Enquiry.state, Enquiry.due, Enquiry.asker_id
    )
    found = columns.outerjoin(Guidance, Guidance.enquiry_id == Enquiry.id).where(or_(mine, theirs))
    return found.order_by(Enquiry.due, Enquiry.id).limit(MOST)


def _says(row: Any, country: str) -> tuple[str, str]:
    """(why, act)"""
    if row.state == State.OPEN:
        return _("%(country)s is asked.", country=country), _("Answer")
    if row.state == State.BACK:
        return _("%(country)s asks you back.", country=country), _("Say more")
    return _("%(country)s made a text for everyone of its answer.", country=country), _("Read it over")
