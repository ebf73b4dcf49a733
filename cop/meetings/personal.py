"""What meetings keep of those who come, and what goes when one of them leaves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import STAYS, Personal
from cop.meetings.company import waiting
from cop.meetings.company.models import Attendance, Rsvp
from cop.meetings.company.rules import Answer
from cop.meetings.minutes.models import MinutesRevision
from cop.meetings.outcomes.models import ActionItem, Decision, DecisionEnd
from cop.meetings.papers.models import Paper
from cop.meetings.room.models import Note, StrawPoll, StrawVote
from cop.meetings.series.models import Occurrence, Series
from cop.members.models import Member

HELD = N_("Meetings you called, minutes you wrote, decisions you entered")
TAKEN = N_("Key points you took down, what you parked, straw polls you held")
LOOKED_UP = N_("What a meeting decided can be looked up by those who come after.")


def _leave_meetings(member: Member, _words: bool, now: datetime) -> None:
    """Answers to what is still to come go, and the place with them to who waits for it; others lose their remark."""
    own = Rsvp.member_id == member.id
    coming = select(Rsvp, Occurrence).join(Occurrence, Occurrence.id == Rsvp.meeting_id)
    for rsvp, meeting in db.session.execute(coming.where(own, Occurrence.begins > now)).all():
        waiting.settle(meeting, rsvp, Answer.no, now)
        db.session.delete(rsvp)
        waiting.advance(meeting, now)
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
    Personal(
        StrawVote, ("member_id",), N_("Your answers to straw polls in meetings"),
        N_("So that each person is counted once; only the numbers are ever shown."), STAYS,
    ),
    Personal(Note, ("by_id",), TAKEN, LOOKED_UP),
    Personal(StrawPoll, ("by_id",), TAKEN, LOOKED_UP),
    Personal(Paper, ("by_id",), N_("Papers you laid before a meeting"), LOOKED_UP),
    Personal(DecisionEnd, ("by_id",), HELD, LOOKED_UP),
    Personal(Series, ("organiser_id",), HELD, LOOKED_UP, hidden=("purpose_html", "renderer", "uid")),
    Personal(MinutesRevision, ("author_id",), HELD, LOOKED_UP, hidden=("html", "renderer")),
    Personal(Decision, ("by_id",), HELD, LOOKED_UP),
    Personal(
        ActionItem, ("owner_id", "closed_by_id"), N_("Actions you took on or closed"),
        N_("So that what was agreed is done."), STAYS, hidden=("closed_by_id",),
    ),
)  # fmt: skip
