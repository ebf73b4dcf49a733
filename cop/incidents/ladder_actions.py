"""Letting more people read a report, rung by rung, each by two agreements; and taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from cop.incidents import permits, trials
from cop.incidents.keys import given_for, missing_party, step
from cop.incidents.models import Agreement, Incident, Respondent
from cop.incidents.recording import audience, who
from cop.incidents.rules import REPLY_DAYS, Level, Party, demand_ripe, next_level
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.deidentify import demand_clean
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.members.models import Member
from cop.members.rules import IN_FORCE


@action(permits.may_agree, lock="incident")
def agree(incident: Incident, *, actor: Any, now: datetime) -> None:
    """Turns one's key to the next rung; with the second, the report goes there.

    Raises IllegalMove where the rung is not ripe, the key was turned, or one person would turn both.
    """
    target = next_level(incident.level)
    demand_ripe(step(incident), now)
    given = given_for(incident, target)
    party = missing_party(incident, actor, given)
    if any(one.by_id == actor.id for one in given.values()):
        raise IllegalMove(N_("You have agreed already. The second agreement is another person's."))
    incident.agreements.append(Agreement(level=target, party=party, by_id=actor.id, at=now))
    db.session.flush()
    if len(given) + 1 == len(Party):
        _widen(incident, target, now)
    verb = "incident_widened" if incident.level == target else "incident_agreed"
    record(
        verb,
        incident.ref,
        actor=who(incident, actor),
        now=now,
        audience=audience(incident),
        level=int(target),
    )


def _widen(incident: Incident, target: Level, now: datetime) -> None:
    incident.level = target
    if target is Level.COUNTRY:
        for lead in sorted(
            {trial.lead for trial in trials.of_pilot(incident.pilot)} if incident.pilot else ()
        ):
            _ask(incident, lead, now)
    db.session.flush()


def _ask(incident: Incident, member: int, now: datetime) -> None:
    if member not in {one.member_id for one in incident.respondents}:
        incident.respondents.append(Respondent(member_id=member))
        incident.reply_due = incident.reply_due or now + timedelta(days=REPLY_DAYS)


@action(permits.may_say_who_replies, lock="incident")
def ask_reply(incident: Incident, member: Member | None, *, actor: Any, now: datetime) -> None:
    """Names a member who answers for the developer. Raises Invalid for nobody, the reporter or one named already."""
    if member is None or member.state not in IN_FORCE:
        raise Invalid(N_("No member has this name in their page's address."), field="slug")
    reporter = incident.reporter
    if reporter is not None and reporter.member_id == member.id:
        raise Invalid(N_("This member cannot answer for the developer here. Name another."), field="slug")
    if incident.level < Level.COUNTRY:
        raise IllegalMove(N_("The developer is asked once the country's regulator has the report."))
    _ask(incident, member.id, now)
    db.session.flush()
    record(
        "incident_reply_asked",
        incident.ref,
        actor=who(incident, actor),
        now=now,
        audience=audience(incident),
        member=member.id,
    )


@action(permits.may_write_lesson, lock="incident")
def write_lesson(incident: Incident, words: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """The words of the public digest. Raises IllegalMove once everyone reads them; narrow the report first."""
    if incident.level >= Level.PUBLIC:
        raise IllegalMove(N_("Everyone reads these words. Take the report back before you change them."))
    demand_clean({"lesson": words}, confirmed)
    incident.lesson = words
    above = (Agreement.incident_id == incident.id) & (Agreement.level == Level.PUBLIC)
    db.session.execute(delete(Agreement).where(above))
    db.session.expire(incident, ["agreements"])
    record(
        "incident_lesson_written",
        incident.ref,
        actor=who(incident, actor),
        now=now,
        audience=audience(incident),
    )


@action(permits.may_agree, lock="incident")
def narrow(incident: Incident, reason: str, *, actor: Any, now: datetime) -> None:
    """Closes the report to all but its country's regulator at once; one person is enough to undo harm.

    ``reason`` becomes part of what was done. Raises IllegalMove where nobody else reads it.
    """
    if incident.level <= Level.COUNTRY:
        raise IllegalMove(
            N_("Nobody but the reporter, the country's regulator and the secretariat reads it.")
        )
    demand_clean({"reason": reason}, confirmed=False)
    before, incident.level = incident.level, Level.COUNTRY
    db.session.execute(
        delete(Agreement).where(Agreement.incident_id == incident.id, Agreement.level > Level.COUNTRY)
    )
    db.session.expire(incident, ["agreements"])
    incident.containment = f"{incident.containment}\n\n{reason}".strip()
    record(
        "incident_taken_back",
        incident.ref,
        actor=who(incident, actor),
        now=now,
        audience=audience(incident),
        level=before,
    )
