"""What meetings keep of those who come, and what goes when one of them leaves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import STAYS, Personal
from cop.meetings.models import Attendance, Occurrence, Rsvp, Series
from cop.meetings.outcome_models import ActionItem, Decision, MinutesRevision
from cop.meetings.rules import Answer
from cop.members.models import Member

HELD = N_("Meetings you called, minutes you wrote, decisions you entered")
LOOKED_UP = N_("What a meeting decided can be looked up by those who come after.")


def _leave_meetings(member: Member, _words: bool, now: datetime) -> None:
    """Answers to what is still to come go, and with them a place in the count; others lose their remark."""
    coming = select(Occurrence.id).where(Occurrence.begins > now)
    own = Rsvp.member_id == member.id
    said_yes = select(Rsvp.meeting_id).where(
        own, Rsvp.answer == Answer.yes.value, Rsvp.meeting_id.in_(coming)
    )
    fewer = update(Occurrence).where(Occurrence.id.in_(said_yes)).values(coming=Occurrence.coming - 1)
    db.session.execute(fewer)
    db.session.execute(delete(Rsvp).where(own, Rsvp.meeting_id.in_(coming)))
    db.session.execute(update(Rsvp).where(own).values(comment=""))


PERSONAL = (
    Personal(
        Rsvp, ("member_id",), N_("Your answers to invitations, and what you remarked with them"),
        N_("To plan a meeting, and to see whether its quorum will be there."),
        N_("Answers for meetings to come are deleted; of past ones the answer stays, the remark goes."),
        erase=_leave_meetings,
    ),
    Personal(
        Attendance, ("member_id",), N_("The meetings at which you were"),
        N_("A decision counts only if enough people, countries and groups were there."), STAYS,
    ),
    Personal(Series, ("organiser_id",), HELD, LOOKED_UP, hidden=("purpose_html", "renderer", "uid")),
    Personal(MinutesRevision, ("author_id",), HELD, LOOKED_UP, hidden=("html", "renderer")),
    Personal(Decision, ("by_id",), HELD, LOOKED_UP),
    Personal(
        ActionItem, ("owner_id", "closed_by_id"), N_("Actions you took on or closed"),
        N_("So that what was agreed is done."), STAYS, hidden=("closed_by_id",),
    ),
)  # fmt: skip
