"""Who is there: by a tap of who runs the meeting, or by arriving through its link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import MEMBERS, record
from cop.meetings import permits
from cop.meetings.company.models import Attendance
from cop.meetings.room import presence_queries
from cop.meetings.room import rules as room_rules
from cop.meetings.room.taking import changed, demand_open
from cop.meetings.series.models import Occurrence
from cop.members.models import Member
from cop.spaces import speech
from cop.spaces.visibility import may_enter


@action(permits.may_enter_room, lock="meeting")
def arrive(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """The member is there. From a quarter of an hour before the start to the end."""
    room_rules.demand_doors_open(meeting.slot, now)
    if _enter(meeting, actor, now):
        audience = speech.presence(meeting.series.speech, MEMBERS)
        record("attendance_taken", meeting.ref, actor=actor, now=now, audience=audience, people=1)


@action(permits.may_organise, lock="meeting")
def mark_present(meeting: Occurrence, member: Member, *, actor: Any, now: datetime) -> None:
    """Raises Invalid at ``member`` for who cannot read the space."""
    _demand_takeable(meeting, now)
    if not member.is_member or not may_enter(member, meeting.space_id):
        message = N_(
            "%(name)s cannot read this space, so cannot be noted. The secretariat can add the person."
        )
        raise Invalid(message, field="member", name=member.name)
    if _enter(meeting, member, now):
        record("attendance_taken", meeting.ref, actor=actor, now=now, people=1)


@action(permits.may_organise, lock="meeting")
def mark_absent(meeting: Occurrence, member: Member, *, actor: Any, now: datetime) -> None:
    """Not there after all."""
    _demand_takeable(meeting, now)
    own = (Attendance.meeting_id == meeting.id) & (Attendance.member_id == member.id)
    db.session.execute(delete(Attendance).where(own))
    changed(meeting)
    record("attendance_taken", meeting.ref, actor=actor, now=now, people=0)


def _demand_takeable(meeting: Occurrence, now: datetime) -> None:
    """While people come in already; afterwards until the minutes are adopted."""
    if not room_rules.doors_open(meeting.slot, now):
        demand_open(meeting, now)


def _enter(meeting: Occurrence, member: Member, now: datetime) -> bool:
    """Whether the member was not there yet."""
    own = (Attendance.meeting_id == meeting.id) & (Attendance.member_id == member.id)
    if db.session.scalar(select(Attendance.id).where(own)) is not None:
        return False
    there = Attendance(meeting_id=meeting.id, member_id=member.id, at=now)
    there.group_key, there.country = member.group_key, member.country
    db.session.add(there)
    changed(meeting)
    return True


@action(permits.may_organise, lock="meeting")
def take_attendance(meeting: Occurrence, present: Sequence[Member], *, actor: Any, now: datetime) -> None:
    """Those who were there, and nobody else."""
    demand_open(meeting, now)
    before = presence_queries.present_ids(meeting)
    gone = before - {member.id for member in present}
    db.session.execute(
        delete(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.member_id.in_(gone))
    )
    for member in {m.id: m for m in present if m.id not in before}.values():
        there = Attendance(meeting_id=meeting.id, member_id=member.id, at=now)
        there.group_key, there.country = member.group_key, member.country
        db.session.add(there)
    changed(meeting)
    record("attendance_taken", meeting.ref, actor=actor, now=now, people=len({m.id for m in present}))
