"""What is answered to a report: the developer's reply, what changed, that it is closed; and looking up who reported."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.incidents import permits
from cop.incidents.models import Change, DeveloperReply, Incident, Look
from cop.incidents.recording import audience, who
from cop.incidents.rules import State
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.deidentify import demand_clean
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import OFFICERS, record


@action(permits.may_reply, lock="incident")
def reply(incident: Incident, words: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """The developer's side of it; it goes wherever the report goes."""
    demand_clean({"words": words}, confirmed)
    incident.replies.append(DeveloperReply(by_id=actor.id, at=now, words=words))
    record("incident_replied", incident.ref, actor=actor, now=now, audience=audience(incident))


@action(permits.may_tell_changes, lock="incident")
def tell_change(incident: Incident, words: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """What changed because of the report; its reporter gets a letter."""
    demand_clean({"words": words}, confirmed)
    incident.changes.append(Change(by_id=actor.id, at=now, words=words))
    record(
        "incident_change_told", incident.ref, actor=who(incident, actor), now=now, audience=audience(incident)
    )


@action(permits.may_close, lock="incident")
def close(incident: Incident, words: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """The secretariat ends the work on a report. Raises IllegalMove before the reporter was told what changed."""
    if incident.state == State.CLOSED:
        raise IllegalMove(N_("This report is closed already."))
    if not incident.changes:
        raise IllegalMove(N_("First tell the reporter what changed, even if it is nothing."))
    demand_clean({"words": words}, confirmed)
    incident.state, incident.closed_at, incident.closure = State.CLOSED.value, now, words
    record("incident_closed", incident.ref, actor=who(incident, actor), now=now, audience=audience(incident))


@action(permits.may_close, lock="incident")
def open_again(incident: Incident, *, actor: Any, now: datetime) -> None:
    if incident.state == State.OPEN:
        raise IllegalMove(N_("This report is open already."))
    incident.state, incident.closed_at = State.OPEN.value, None
    record(
        "incident_opened_again",
        incident.ref,
        actor=who(incident, actor),
        now=now,
        audience=audience(incident),
    )


@action(permits.may_look, lock="incident")
def look_up_reporter(incident: Incident, reason: str, *, actor: Any, now: datetime) -> None:
    """Writes down who looks and why; only then the name is shown, and the reporter reads of it."""
    if incident.reporter is None:
        raise IllegalMove(N_("Who reported it has left, and is kept nowhere."))
    if not reason.strip():
        raise Invalid(N_("Say why you need to know. The reporter reads it."), field="reason")
    db.session.add(Look(incident_id=incident.id, reader_id=actor.id, at=now, reason=reason))
    record("incident_reporter_seen", incident.ref, actor=actor, now=now, audience=OFFICERS)
