"""Who may do what with a report of an incident."""

from __future__ import annotations

from typing import Any

from cop.incidents.models import Incident
from cop.incidents.rules import Level
from cop.kernel.errors import N_
from cop.kernel.permits import EVERYONE, MEMBER, OFFICER, permit, relation


def incident_of(subject: Any) -> Incident:
    return subject if isinstance(subject, Incident) else subject.incident


def reported(actor: Any, subject: Any) -> bool:
    reporter = incident_of(subject).reporter
    return reporter is not None and reporter.member_id == actor.id


def responds(actor: Any, subject: Any) -> bool:
    return actor.id in {one.member_id for one in incident_of(subject).respondents}


def _stewards(actor: Any, subject: Any) -> bool:
    return "officer" in actor.roles and not reported(actor, subject) and not responds(actor, subject)


def _regulates(actor: Any, subject: Any) -> bool:
    return actor.regulates(incident_of(subject).country) and not responds(actor, subject)


def _named(_actor: Any, subject: Any) -> bool:
    """The reporter agreed to be named, and members read the report."""
    one = incident_of(subject)
    return one.named and one.level >= Level.MEMBERS


REPORTER = relation("incident_reporter", N_("who reported it"), reported)
STEWARD = relation(
    "incident_steward",
    N_("an officer of the secretariat who neither reported it nor answers for its developer"),
    _stewards,
)
REGULATOR = relation(
    "incident_regulator",
    N_("a verified regulator of the country it happened in who does not answer for its developer"),
    _regulates,
)
RESPONDENT = relation("incident_respondent", N_("who answers for the developer"), responds)
READER = relation("incident_reader", N_("members, where the reporter agreed to be named"), _named)


may_browse = permit(EVERYONE)
may_report = permit(MEMBER)
may_edit = permit(REPORTER, STEWARD)
may_take_action = permit(REPORTER, STEWARD, REGULATOR)
may_agree = permit(STEWARD, REGULATOR)
may_reply = permit(RESPONDENT)
may_say_who_replies = permit(STEWARD)
may_write_lesson = permit(STEWARD)
may_tell_changes = permit(STEWARD, REGULATOR)
may_close = permit(STEWARD)
may_look = permit(STEWARD, READER)
may_keep_lists = permit(OFFICER)
