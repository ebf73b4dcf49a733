"""What home shows of calls: proposals to finish, and proposals to judge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import and_, exists, literal, or_, select, union_all

from cop.calls.models import Call, Proposal, Rating
from cop.calls.rules import UNDECIDED, Standing, State
from cop.calls.visibility import concerned
from cop.kernel.db import db
from cop.kernel.features import Awaiting

MOST = 20


def awaiting(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """One question, and none of who holds an office of the secretariat: they take no part in calls."""
    if viewer.roles:
        return
    for row in db.session.execute(union_all(_to_finish(viewer, now), _to_judge(viewer, now)).limit(MOST)):
        if row.number:
            address = url_for("calls.proposal", uid=row.uid, number=row.number)
            why = _("Your proposal is a draft, and the call closes.")
            yield Awaiting(_("Call"), row.title, why, _("Finish it"), address, row.closes)
        else:
            why = _("The call has closed, and proposals wait for you.")
            address = url_for("calls.proposals", uid=row.uid)
            yield Awaiting(_("Call"), row.title, why, _("Judge them"), address)


def _to_finish(viewer: Any, now: datetime) -> Any:
    drafts = select(Call.uid, Call.title, Call.closes, Proposal.number).join(Proposal.call)
    drafts = drafts.where(Proposal.author_id == viewer.id, Proposal.standing == Standing.DRAFT)
    return drafts.where(Call.state == State.OPEN, Call.closes > now)


def _to_judge(viewer: Any, now: datetime) -> Any:
    """Closed calls in which a proposal waits that the viewer has not rated; the lead also sees to what is rated."""
    rated = select(Rating.id).where(Rating.proposal_id == Proposal.id, Rating.rater_id == viewer.id)
    waits = select(Proposal.id).where(Proposal.call_id == Call.id, Proposal.standing.in_(UNDECIDED))
    waiting = or_(exists(waits.where(~exists(rated))), and_(Call.lead_id == viewer.id, exists(waits)))
    closed = or_(Call.state == State.REVIEW, and_(Call.state == State.OPEN, Call.closes <= now))
    calls = select(Call.uid, Call.title, Call.closes, literal(0).label("number"))
    return calls.where(closed, concerned(viewer), waiting)
