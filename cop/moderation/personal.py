"""What moderation keeps of those who flag, who are flagged and who decide, and what goes when one of them leaves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import OFFICE, STAYS, Personal
from cop.members.models import Member
from cop.moderation.models import Case, Flag

FLAGGED = N_("So that moderators can judge what you flagged, and answer you.")
RULED = N_("So that you can read why, and appeal; moderators see how many went against you in the last year.")


def _empty_notes(member: Member, _words: bool, _now: datetime) -> None:
    db.session.execute(update(Flag).where(Flag.member_id == member.id).values(note=""))


def _end_appeals(member: Member, _words: bool, _now: datetime) -> None:
    """The words go; what was decided stays."""
    db.session.execute(update(Case).where(Case.author_id == member.id).values(appeal="", answer=""))


def _hand_back(member: Member, _words: bool, _now: datetime) -> None:
    """What waits with somebody who leaves waits for anybody."""
    theirs = Case.assignee_id == member.id
    db.session.execute(update(Case).where(theirs, Case.state == "taken").values(state="open"))
    db.session.execute(update(Case).where(theirs).values(assignee_id=None))


PERSONAL = (
    Personal(
        Flag, ("member_id",), N_("Posts that you flagged, and why"), FLAGGED,
        N_("The flag stays, what you wrote with it goes."), erase=_empty_notes,
    ),
    Personal(
        Case, ("author_id",), N_("What moderators decided about your posts, and your appeals"), RULED, STAYS,
        hidden=("assignee_id", "decided_by_id", "settled_by_id", "version", "folded_at"), erase=_end_appeals,
    ),
    Personal(
        Case, ("assignee_id", "decided_by_id", "settled_by_id"), N_("What you decided about posts of others"),
        N_("Whoever moderates answers for it."), OFFICE, erase=_hand_back,
        withheld=N_("It is about others. That you decided is in the ledger's part of this file."),
    ),
)  # fmt: skip
