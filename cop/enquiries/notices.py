"""Who hears of an enquiry's steps. A letter never holds a word of what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.enquiries import guidance_queries, queries
from cop.enquiries.models import Enquiry, Guidance
from cop.kernel import words
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Member

SAYS = {
    "enquiry_asked": N_("Somebody asks the regulators of %(country)s an early question."),
    "enquiry_added_to": N_("Who asked has said more, or asks further."),
    "enquiry_asked_back": N_("The regulators ask you back. Their clock stands until you have said more."),
    "enquiry_answered": N_("Your question was answered."),
    "enquiry_assigned": N_("This question was given to you to answer."),
    "enquiry_shared": N_("You can read along in this question, if who asked still lets you."),
    "enquiry_closed": N_("Who asked needs no answer any more."),
    "enquiry_late": N_(
        "The time in which %(country)s means to answer has passed, and the answer is awaited."
    ),
    "guidance_read_once": N_(
        "A text for everyone was made of this question. Please read whether it tells who asked; with a second "
        "reading it is published."
    ),
}


def _askers(enquiry: Enquiry, _entry: Entry) -> set[int]:
    return {enquiry.asker_id, *(one.member_id for one in enquiry.readers)}


def _all_regulators(enquiry: Enquiry, _entry: Entry) -> set[int]:
    return {id for id, _name in queries.regulators(enquiry.country)}


def _who_answers(enquiry: Enquiry, entry: Entry) -> set[int]:
    """To whom it was given; all of them while it is nobody's."""
    return {enquiry.assignee_id} if enquiry.assignee_id else _all_regulators(enquiry, entry)


def _named(_enquiry: Enquiry, entry: Entry) -> set[int]:
    return {entry.facts["member"]} - {0}


TOLD: dict[str, Callable[[Enquiry, Entry], set[int]]] = {
    "enquiry_asked": _all_regulators,
    "enquiry_added_to": _who_answers,
    "enquiry_asked_back": _askers,
    "enquiry_answered": _askers,
    "enquiry_assigned": _named,
    "enquiry_shared": _named,
    "enquiry_closed": _who_answers,
    "enquiry_late": lambda enquiry, entry: _askers(enquiry, entry) | _all_regulators(enquiry, entry),
    "guidance_read_once": lambda enquiry, entry: {enquiry.asker_id} | _all_regulators(enquiry, entry),
}


def tell(entry: Entry) -> Iterable[Letter]:
    enquiry = db.session.get_one(Enquiry, split(entry.subject)[1])
    for id in sorted(TOLD[entry.verb](enquiry, entry)):
        if f"member:{id}" != entry.actor:
            yield Letter("enquiry", id, {"verb": entry.verb, "uid": enquiry.uid}, entry.id)


def letter(member: Member, letter: Letter) -> Mail | None:
    """None when the reader may not read it any more."""
    found = queries.enquiry(member, letter.about["uid"])
    if found is None:
        return None
    country = words.country(found.country)
    says = _(SAYS[letter.about["verb"]], country=country)
    subject = _("%(uid)s: early question to %(country)s", uid=found.uid, country=country)
    return write(
        "enquiry", subject, says=says, link=url_for("enquiries.enquiry", uid=found.uid, _external=True)
    )


def tell_of_guidance(entry: Entry) -> Iterable[Letter]:
    """Who asked, and who read it first, hear that everyone reads it now."""
    guidance = db.session.get_one(Guidance, split(entry.subject)[1])
    for id in sorted({guidance.enquiry.asker_id, guidance.first_by_id or 0} - {0}):
        yield Letter("guidance", id, {"uid": guidance.uid}, entry.id)


def guidance(member: Member, letter: Letter) -> Mail | None:
    found = guidance_queries.guidance(member, letter.about["uid"])
    if found is None:
        return None
    says = _("Guidance made of a question that you know is public now: %(title)s", title=found.title)
    link = url_for("guidance.guidance", uid=found.uid, _external=True)
    return write("enquiry", _("%(uid)s: %(title)s", uid=found.uid, title=found.title), says=says, link=link)
