"""Who hears of the steps of calls and proposals, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from cop.calls import queries
from cop.calls.models import Call, Proposal
from cop.calls.rules import UNDECIDED, Standing
from cop.kernel import words
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Member

CALL_SAYS = {
    "call_person_named": N_(
        "You were named to this call. Its page says what you can do, and until when it is open."
    ),
    "call_extended": N_(
        "This call stays open for longer: until %(closes)s. You can change your proposal until then."
    ),
    "call_reminded": N_(
        "This call closes on %(closes)s, and your proposal is still a draft that nobody else reads."
    ),
    "call_closed": N_("The call has closed. Please rate the proposals in which you have no interest."),
    "call_withdrawn": N_("The call was withdrawn. The reason: %(reason)s"),
}
PROPOSAL_SAYS = {
    "proposal_submitted": N_(
        "A proposal to your call came in. Until the closing its author can still change it."
    ),
    "proposal_shortlisted": N_("Your proposal is on the shortlist. The decision follows."),
    "proposal_declined": N_("Your proposal was not chosen. The reason: %(reason)s"),
    "proposal_chosen": N_(
        "Your proposal was chosen, and a draft pilot waits for you to complete it. The reason: %(reason)s"
    ),
}


def _proposers(call: Call, *standings: Standing) -> set[int]:
    found = select(Proposal.author_id).where(Proposal.call_id == call.id, Proposal.standing.in_(standings))
    return set(db.session.scalars(found))


def _named(_call: Call, entry: Entry) -> set[int]:
    return {entry.facts["member"]}


CALL_TOLD: dict[str, Callable[[Call, Entry], set[int]]] = {
    "call_person_named": _named,
    "call_extended": lambda call, _entry: _proposers(call, Standing.DRAFT, *UNDECIDED),
    "call_reminded": lambda call, _entry: _proposers(call, Standing.DRAFT),
    "call_closed": lambda call, _entry: call.judges,
    "call_withdrawn": lambda call, _entry: _proposers(call, Standing.DRAFT, *UNDECIDED),
}


def tell(entry: Entry) -> Iterable[Letter]:
    call = db.session.get_one(Call, split(entry.subject)[1])
    for id in sorted(CALL_TOLD[entry.verb](call, entry)):
        if f"member:{id}" != entry.actor:
            yield Letter("call", id, {"verb": entry.verb, "uid": call.uid}, entry.id)


def tell_of_proposal(entry: Entry) -> Iterable[Letter]:
    """The team of what came in; the author of what was decided."""
    proposal = db.session.get_one(Proposal, split(entry.subject)[1])
    told = proposal.call.team if entry.verb == "proposal_submitted" else {proposal.author_id}
    about = {"verb": entry.verb, "uid": proposal.call.uid, "number": proposal.number}
    for id in sorted(told):
        yield Letter("proposal", id, about, entry.id)


def tell_of_withdrawal(entry: Entry) -> Iterable[Letter]:
    """The team, where it had the proposal; by its number, since its words are its author's again."""
    if not entry.facts["submitted"]:
        return
    call = db.session.get_one(Call, entry.facts["call"])
    about = {"uid": call.uid, "number": entry.facts["number"]}
    for id in sorted(call.team):
        yield Letter("proposal_withdrawn", id, about, entry.id)


def call(member: Member, letter: Letter) -> Mail | None:
    """None when the reader may not see the call any more."""
    found = queries.call(member, letter.about["uid"]) if member.is_member else None
    if found is None:
        return None
    closes = words.when(found.closes, found.zone) if found.closes else ""
    says = _(CALL_SAYS[letter.about["verb"]], closes=closes, reason=found.reason)
    return _written(found, says, url_for("calls.call", uid=found.uid, _external=True))


def proposal(member: Member, letter: Letter) -> Mail | None:
    uid, number = letter.about["uid"], letter.about["number"]
    found = queries.proposal(member, uid, number) if member.is_member else None
    if found is None:
        return None
    says = _(PROPOSAL_SAYS[letter.about["verb"]], reason=found.reason)
    link = url_for("calls.proposal", uid=uid, number=number, _external=True)
    return _written(found.call, f"{found.title}\n\n{says}", link)


def withdrawn(member: Member, letter: Letter) -> Mail | None:
    found = queries.call(member, letter.about["uid"]) if member.is_member else None
    if found is None:
        return None
    says = _("Proposal %(number)s to this call was withdrawn by its author.", number=letter.about["number"])
    return _written(found, says, url_for("calls.proposals", uid=found.uid, _external=True))


def _written(call: Call, says: str, link: str) -> Mail:
    subject = _("%(uid)s: %(title)s", uid=call.uid, title=call.title)
    return write("call", subject, says=says, link=link, call=call)
