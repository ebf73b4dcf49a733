"""Who hears of requests, questions and stewards, and in which words."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.admission import actions, permits, steward_queries
from cop.admission.import_models import Import
from cop.admission.models import Question, Steward
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import split
from cop.members import people_queries
from cop.members.models import Decision, Member
from cop.members.rules import State


def _of(entry: Entry) -> Member:
    return db.session.get_one(Member, split(entry.subject)[1])


def tell_stewards(entry: Entry) -> Iterable[Letter]:
    """A new request: to the stewards of its group. Officers find it on their home page."""
    about = {"applicant": split(entry.subject)[1]}
    for id in steward_queries.of_group(_of(entry).group_key):
        yield Letter("request_came", id, about, entry.id)


def tell_deciders(entry: Entry) -> Iterable[Letter]:
    """An answer: to whoever decides, officers and the stewards of the group."""
    officers = [member.id for member in people_queries.holders("officer", clock.now())]
    about = {"applicant": split(entry.subject)[1]}
    for id in dict.fromkeys([*officers, *steward_queries.of_group(_of(entry).group_key)]):
        yield Letter("applicant_answered", id, about, entry.id)


def request_came(member: Member, letter: Letter) -> Mail | None:
    return _about(member, letter, "request_came", _("A request to join your group"))


def applicant_answered(member: Member, letter: Letter) -> Mail | None:
    return _about(member, letter, "applicant_answered", _("An applicant has answered"))


def _about(member: Member, letter: Letter, template: str, subject: str) -> Mail | None:
    """Dropped when the request was decided meanwhile, or the reader has no say in it any more."""
    applicant = db.session.get_one(Member, letter.about["applicant"])
    if applicant.state != State.awaiting.value or not permits.may_see_requests(member, applicant):
        return None
    told = {"applicant": applicant, "approves": permits.may_approve(member, applicant)}
    link = url_for("approvals.applicant", id=applicant.id, _external=True)
    return write(template, subject, link=link, **told)


def question_put(member: Member, letter: Letter) -> Mail | None:
    """The link is made when the letter is written, so that no secret waits in the outbox."""
    question = db.session.get_one(Question, letter.about["question"])
    if member.state != State.awaiting.value or not question.waits:
        return None
    raw = actions.make_question_link(question, actor=SYSTEM)
    link = url_for("questions.question", raw=raw, _external=True)
    return write("question_put", _("A question about your request to join"), question=question, link=link)


def approved(member: Member, _letter: Letter) -> Mail | None:
    if not member.is_member:
        return None
    sign_in = url_for("sign_in.sign_in", _external=True)
    return write("approved", _("Welcome: you are a member now"), sign_in=sign_in)


def refused(_member: Member, letter: Letter) -> Mail:
    decision = db.session.get_one(Decision, letter.about["decision"])
    return write("refused", _("Your request to join"), reason=decision.reason)


def tell_who_brought(entry: Entry) -> Iterable[Letter]:
    """A list is through: to the officer who began it."""
    yield Letter("list_done", entry.facts["by"], {"list": split(entry.subject)[1]}, entry.id)


def list_done(_member: Member, letter: Letter) -> Mail:
    job = db.session.get_one(Import, letter.about["list"])
    link = url_for("imports.job", id=job.id, _external=True)
    return write("list_done", _("Your list of people is through"), job=job, link=link)


def steward_named(_member: Member, letter: Letter) -> Mail | None:
    steward = db.session.get_one(Steward, letter.about["steward"])
    if steward.until is not None:
        return None
    link = url_for("approvals.queue", _external=True)
    return write("steward_named", _("You are a steward of your group"), steward=steward, link=link)


def steward_ended(_member: Member, _letter: Letter) -> Mail:
    return write("steward_ended", _("You are no longer a steward of your group"))
