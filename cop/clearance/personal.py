"""What waits for clearance goes with its author; a reviewer who leaves takes the answer along."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from cop.clearance.models import Waiting
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal
from cop.members.models import Member


def _forget(member: Member, _words: bool, _now: datetime) -> None:
    unasked = {"reviewer_id": None, "state": "waiting", "note": "", "answered_at": None}
    db.session.execute(delete(Waiting).where(Waiting.author_id == member.id))
    db.session.execute(update(Waiting).where(Waiting.reviewer_id == member.id).values(unasked))


PERSONAL = (
    Personal(
        Waiting, ("author_id",), N_("Drafts of yours that wait for clearance"),
        N_("So that you can have them cleared before others read them."), GOES, erase=_forget,
    ),
    Personal(
        Waiting, ("reviewer_id",), N_("Drafts of others that you are asked to clear"),
        N_("So that you can answer."), GOES,
        withheld=N_("They are their authors'."),
    ),
)  # fmt: skip
