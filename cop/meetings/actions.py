"""Meetings are called, answered and, by the clock, over."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel import text
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.meetings import company_queries, permits, rules, times, waiting
from cop.meetings.models import Occurrence, Rsvp, Series
from cop.meetings.rules import Answer, Plan, Slot, State
from cop.meetings.writing import describe, locked
from cop.spaces.models import Space


@action(permits.may_schedule)
def schedule(space: Space, plan: Plan, *, actor: Any, now: datetime) -> Occurrence:
    """A new series with its first date. Raises Invalid, IllegalMove."""
    _demand_open(space)
    slot = _coming_slot(plan, now)
    series = Series(
        uid=secrets.token_hex(16), space_id=space.id, organiser_id=actor.id, created_at=now, title=plan.title
    )
    series.local_start = times.written(plan.start)
    describe(series, plan, now)
    series.zone, series.minutes = plan.zone, plan.minutes
    db.session.add(series)
    meeting = _date(series, plan.title, plan.start, slot)
    record("meeting_scheduled", meeting.ref, actor=actor, now=now, audience=space.audience)
    return meeting


def _demand_open(space: Space) -> None:
    if space.archived_at is not None:
        raise IllegalMove(
            N_("The space is archived: nothing new is planned in it. The secretariat can open it again.")
        )


def _coming_slot(plan: Plan, now: datetime) -> Slot:
    rules.demand_plan(plan)
    slot = times.slot(plan.start, plan.zone, plan.minutes)
    rules.demand_future(slot.begins, now)
    return slot


def _date(series: Series, title: str, wall: datetime, slot: Slot) -> Occurrence:
    meeting = Occurrence(
        series=series, title=title, slug=text.slug(title, "meeting"), original=times.written(wall)
    )
    meeting.begins, meeting.ends, meeting.state = slot.begins, slot.ends, slot.state
    db.session.add(meeting)
    db.session.flush()
    return meeting


@action(permits.may_organise, lock="meeting")
def add_date(
    meeting: Occurrence, title: str, wall: datetime, minutes: int, *, actor: Any, now: datetime
) -> Occurrence:
    """Another date of the meeting's series, in the series' zone. Raises Invalid at ``start``."""
    series = locked(meeting)
    _demand_open(series.space)
    plan = Plan(title, "", wall, series.zone, minutes, "", "", rules.Speech(series.speech), series.quorum)
    slot = _coming_slot(plan, now)
    _demand_free(series, wall)
    series.sequence, series.version, series.changed_at = series.sequence + 1, series.version + 1, now
    made = _date(series, title, wall, slot)
    record("meeting_date_added", made.ref, actor=actor, now=now, audience=series.space.audience)
    return made


def _demand_free(series: Series, wall: datetime) -> None:
    same = (Occurrence.series_id == series.id) & (Occurrence.original == times.written(wall))
    if db.session.scalar(select(Occurrence.id).where(same)) is not None:
        raise Invalid(N_("The series has a date at that time already. Choose another time."), field="start")


@action(permits.may_answer, lock="meeting")
def respond(
    meeting: Occurrence, answer: Answer, comment: str | None = None, *, actor: Any, now: datetime
) -> Rsvp:
    """The member's answer, until the start. ``comment`` None leaves what was said before.

    A yes where all places are taken waits for one; a place that becomes free goes to who has waited longest.
    """
    rules.demand_coming(meeting.slot, now)
    rsvp = company_queries.answer_of(actor, meeting)
    if rsvp is None:
        rsvp = Rsvp(meeting_id=meeting.id, member_id=actor.id, answer="", comment="")
        db.session.add(rsvp)
    waiting.settle(meeting, rsvp, answer, now)
    rsvp.at = now
    rsvp.group_key, rsvp.country = actor.group_key, actor.country
    rsvp.comment = rsvp.comment if comment is None else comment
    record("meeting_answered", meeting.ref, actor=actor, now=now, answer=answer.value)
    if answer is not Answer.yes:
        waiting.advance(meeting, now)
    return rsvp


@action(permits.may_organise, lock="meeting")
def set_places(meeting: Occurrence, places: int | None, *, actor: Any, now: datetime) -> None:
    """How many may come, None for no limit. Who has a place keeps it; new places go to those who wait."""
    rules.demand_coming(meeting.slot, now)
    meeting.places, meeting.pulse = places, meeting.pulse + 1
    record("places_set", meeting.ref, actor=actor, now=now, places=places or 0)
    waiting.advance(meeting, now)


@action(permits.by_the_clock, lock="meeting")
def conclude(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """The meeting is over. What happened meanwhile to it (cancelled, moved) stands."""
    if meeting.state == State.scheduled.value and meeting.ends <= now:
        meeting.state = State.held.value
        record("meeting_held", meeting.ref, actor=actor, now=now, audience=meeting.series.space.audience)
