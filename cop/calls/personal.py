"""What calls and proposals keep about people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from cop.calls.models import Call, CallPerson, ProfileAnswer, Proposal, Rating
from cop.calls.rules import UNDECIDED, Offered, Part, Standing, State
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, STAYS, Personal, gone
from cop.members.models import Member

LEFT = N_("Who led this call has left, and nobody else was in its team.")
WORDS = tuple(key for key in vars(Offered(title="")) if key not in ("title", "answers"))


def _hand_on(member: Member, _words: bool, now: datetime) -> None:
    """Somebody else of the team leads the calls that are not over; without one they are withdrawn."""
    over = (State.CONCLUDED, State.WITHDRAWN)
    for call in db.session.scalars(select(Call).where(Call.lead_id == member.id, Call.state.not_in(over))):
        heir = next((one for one in call.people if one.part == Part.TEAM and one.member.is_member), None)
        if heir:
            call.lead_id = heir.member_id
            db.session.delete(heir)
        else:
            call.state, call.reason, call.moved_at = State.WITHDRAWN.value, LEFT, now


def _take_back(member: Member, words: bool, _now: datetime) -> None:
    """What is not decided is withdrawn and emptied; what was decided only if the words go too."""
    for one in db.session.scalars(select(Proposal).where(Proposal.author_id == member.id)):
        undecided = one.standing in (Standing.DRAFT, Standing.WITHDRAWN, *UNDECIDED)
        if undecided:
            one.standing = Standing.WITHDRAWN.value
        if undecided or words:
            _empty(one)


def _empty(proposal: Proposal) -> None:
    proposal.title = "\u2013"
    for key in WORDS:
        setattr(proposal, key, "")
    db.session.execute(delete(ProfileAnswer).where(ProfileAnswer.proposal_id == proposal.id))


def _rows(member: Any) -> Any:
    for one in db.session.scalars(
        select(Proposal).where(Proposal.author_id == member.id).order_by(Proposal.id)
    ):
        answers = {answer.characteristic_id: answer for answer in one.answers}
        said = {key: getattr(one, key) for key in ("title", *WORDS, "standing", "reason")}
        lines = [
            {"name": line.name, "value": answers[line.id].value, "note": answers[line.id].note}
            for line in one.call.profile
            if line.id in answers
        ]
        yield {"call": one.call.uid, "number": one.number} | said | {"answers": lines}


PERSONAL = (
    Personal(
        CallPerson, ("member_id",), N_("The calls in which you judge proposals"),
        N_("So that a call's team and reviewers are known."), GOES, erase=gone(CallPerson, "member_id"),
    ),
    Personal(
        Call, ("lead_id",), N_("The calls that you lead"),
        N_("An authority or institution answers for what it called for."),
        N_("Somebody else of the team leads it; without one it is withdrawn."), erase=_hand_on,
    ),
    Personal(
        Proposal, ("author_id",), N_("Your proposals to calls, drafts included"),
        N_("So that a call's team can judge them, after the closing its reviewers too."),
        N_("Undecided ones are withdrawn and emptied; decided ones stay, as by a former member."),
        rows=_rows, erase=_take_back,
    ),
    Personal(
        Rating, ("rater_id",), N_("How you rated proposals, and why"),
        N_("So that a shortlist can be explained."), STAYS,
    ),
)  # fmt: skip
