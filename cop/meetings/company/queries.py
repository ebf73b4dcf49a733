"""Who takes part in a meeting: answers and attendance, by group and country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, tuple_

from cop.kernel import paging
from cop.kernel.db import db
from cop.meetings.company.models import Attendance, Rsvp
from cop.meetings.company.quorum_rules import Seats
from cop.meetings.company.rules import Answer
from cop.meetings.series.models import Occurrence, Series
from cop.members.models import Group, Member

MOST_ZONES = 6


def answer_of(member: Any, meeting: Occurrence) -> Rsvp | None:
    return db.session.scalar(select(Rsvp).where(Rsvp.meeting_id == meeting.id, Rsvp.member_id == member.id))


def answers_by_date(member: Any, series_id: int) -> dict[int, str]:
    """The member's answers to the dates of a series, by the date's id."""
    said = select(Rsvp.meeting_id, Rsvp.answer).join(Occurrence, Occurrence.id == Rsvp.meeting_id)
    mine = said.where(Occurrence.series_id == series_id, Rsvp.member_id == member.id)
    return dict(db.session.execute(mine).all())


def _seats(rows: type[Rsvp] | type[Attendance], *conditions: Any) -> list[Seats]:
    counted = select(rows.group_key, rows.country, func.count()).where(*conditions)
    found = db.session.execute(
        counted.group_by(rows.group_key, rows.country).order_by(rows.group_key, rows.country)
    )
    return [Seats(*row) for row in found]


@dataclass(frozen=True)
class Company:
    """Who takes part, by group and country; ``present``: who was there, otherwise who said yes."""

    seats: list[Seats]
    present: bool

    @property
    def people(self) -> int:
        return sum(s.people for s in self.seats)

    def by(self, what: str) -> list[tuple[str, int]]:
        """(group or country, people), most first."""
        totals: dict[str, int] = {}
        for seat in self.seats:
            totals[getattr(seat, what)] = totals.get(getattr(seat, what), 0) + seat.people
        return sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))


def company(meeting: Occurrence) -> Company:
    there = _seats(Attendance, Attendance.meeting_id == meeting.id)
    if there:
        return Company(there, present=True)
    return Company(
        _seats(
            Rsvp, Rsvp.meeting_id == meeting.id, Rsvp.answer == Answer.yes.value, Rsvp.queued_at.is_(None)
        ),
        present=False,
    )


def waiting(meeting: Occurrence, before: Rsvp | None = None) -> int:
    """How many wait for a place; with ``before``, how many of them stand before that one."""
    counted = select(func.count()).where(Rsvp.meeting_id == meeting.id, Rsvp.queued_at.is_not(None))
    if before is not None:
        here = tuple_(Rsvp.queued_at, Rsvp.id) < tuple_(before.queued_at, before.id)
        counted = counted.where(here)
    return db.session.scalar(counted) or 0


def group_names() -> dict[str, str]:
    groups = db.session.execute(select(Group.key, Group.name).order_by(Group.order))
    return {group.key: group.name for group in groups}


def zones(meeting: Occurrence) -> list[str]:
    """Zones of those who come or may come, the most frequent first."""
    answered = (Rsvp.meeting_id == meeting.id) & Rsvp.answer.in_((Answer.yes.value, Answer.maybe.value))
    counted = (
        select(Member.zone).join(Rsvp, Rsvp.member_id == Member.id).where(answered).group_by(Member.zone)
    )
    return list(db.session.scalars(counted.order_by(func.count().desc(), Member.zone).limit(MOST_ZONES)))


def answers(meeting: Occurrence, cursor: str = "") -> paging.Page:
    """Who answered what, by name."""
    listed: Any = (
        select(
            Rsvp.id,
            Rsvp.member_id,
            Rsvp.answer,
            Rsvp.comment,
            Rsvp.queued_at,
            Rsvp.country,
            Member.name,
            Member.sort_name,
            Group.name.label("group"),
        )
        .join(Member, Member.id == Rsvp.member_id)
        .join(Group, Group.key == Rsvp.group_key)
        .where(Rsvp.meeting_id == meeting.id)
    )
    return paging.read(listed, (Member.sort_name, Rsvp.id), cursor=cursor, descending=False)


def answered(dates: Sequence[Occurrence]) -> bool:
    """Whether anybody has said anything of coming to one of them."""
    said = select(Rsvp.id).where(Rsvp.meeting_id.in_([date.id for date in dates]))
    return db.session.scalar(said.limit(1)) is not None


def has_answers(series: Series) -> bool:
    """Whether anybody answered, or came, to any date of the series."""
    of = select(Occurrence.id).where(Occurrence.series_id == series.id)
    said = select(Rsvp.id).where(Rsvp.meeting_id.in_(of))
    came = select(Attendance.id).where(Attendance.meeting_id.in_(of))
    return db.session.execute(said.union_all(came).limit(1)).first() is not None
