"""Meetings are called, moved, called off and answered."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel import text
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import record
from cop.meetings import permits, queries, rules, times
from cop.meetings.models import Occurrence, Rsvp, Series
from cop.meetings.rules import Answer, Plan, Slot, State
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
    _describe(series, plan, now)
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


def _describe(series: Series, plan: Plan, now: datetime) -> None:
    """Everything but the times."""
    purpose = text.write(plan.purpose)
    series.purpose, series.purpose_html, series.renderer = purpose.source, purpose.html, purpose.renderer
    series.place, series.link, series.speech, series.changed_at = (
        plan.place,
        plan.link,
        plan.speech.value,
        now,
    )
    series.quorum_members, series.quorum_countries = plan.quorum.members, plan.quorum.countries
    series.quorum_groups = plan.quorum.groups


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
    series = _locked(meeting)
    _demand_open(series.space)
    plan = Plan(title, "", wall, series.zone, minutes, "", "", rules.Speech(series.speech), series.quorum)
    slot = _coming_slot(plan, now)
    _demand_free(series, wall)
    series.sequence, series.version, series.changed_at = series.sequence + 1, series.version + 1, now
    made = _date(series, title, wall, slot)
    record("meeting_date_added", made.ref, actor=actor, now=now, audience=series.space.audience)
    return made


def _locked(meeting: Occurrence) -> Series:
    lock_row(meeting.series)
    return meeting.series


def _demand_free(series: Series, wall: datetime) -> None:
    same = (Occurrence.series_id == series.id) & (Occurrence.original == times.written(wall))
    if db.session.scalar(select(Occurrence.id).where(same)) is not None:
        raise Invalid(N_("The series has a date at that time already. Choose another time."), field="start")


@action(permits.may_organise, lock="meeting")
def edit(meeting: Occurrence, plan: Plan, version: int, *, actor: Any, now: datetime) -> Occurrence:
    """Changes what the organiser set; ``version`` is the series' that was edited.

    Raises Stale when someone was faster, IllegalMove once the meeting is over, and for its times once it has begun.
    """
    series = _locked(meeting)
    _demand_fresh(meeting, version)
    rules.demand_scheduled(meeting.state)
    rules.demand_plan(plan)
    before, where = meeting.slot, (series.place, series.link)
    _rename(meeting, plan.title)
    _describe(series, plan, now)
    _move(meeting, plan, now)
    series.sequence = rules.sequence_after(series.sequence, before, meeting.slot)
    series.version += 1
    _record_change(meeting, before, plan.where != where, actor, now)
    return meeting


def _demand_fresh(meeting: Occurrence, version: int) -> None:
    series = meeting.series
    if series.version != version:
        start = times.wall(meeting.begins, series.zone)
        parts = (
            meeting.title,
            f"{start:%Y-%m-%d %H:%M} ({series.zone})",
            series.place,
            series.link,
            series.purpose,
        )
        raise Stale(
            N_("Someone changed the meeting while you wrote. Compare, then send again."),
            theirs="\n\n".join(part for part in parts if part),
            version=series.version,
        )


def _rename(meeting: Occurrence, title: str) -> None:
    """The only date carries its series' name along."""
    meeting.title = title
    if len(queries.dates(meeting)) == 1:
        meeting.series.title = title


def _move(meeting: Occurrence, plan: Plan, now: datetime) -> None:
    series, slot = meeting.series, times.slot(plan.start, plan.zone, plan.minutes)
    if plan.zone != series.zone:
        _change_zone(meeting, plan)
    if slot != meeting.slot:
        rules.demand_coming(meeting.slot, now)
        rules.demand_future(slot.begins, now)
        meeting.begins, meeting.ends = slot.begins, slot.ends


def _change_zone(meeting: Occurrence, plan: Plan) -> None:
    """Calendars know a date by its first wall time in the series' zone, so the zone of several dates stays."""
    if len(queries.dates(meeting)) > 1:
        raise Invalid(
            N_(
                "The series has other dates in %(zone)s, so its zone stays. Schedule a new meeting in the other zone."
            ),
            field="zone",
            zone=meeting.series.zone,
        )
    meeting.original = meeting.series.local_start = times.written(plan.start)
    meeting.series.zone = plan.zone


def _record_change(meeting: Occurrence, before: Slot, elsewhere: bool, actor: Any, now: datetime) -> None:
    audience = meeting.series.space.audience
    if meeting.slot != before:
        was = before.begins.isoformat()
        record("meeting_moved", meeting.ref, actor=actor, now=now, audience=audience, was=was)
    else:
        record(
            "meeting_edited", meeting.ref, actor=actor, now=now, audience=audience, elsewhere=int(elsewhere)
        )


@action(permits.may_organise, lock="meeting")
def cancel(meeting: Occurrence, reason: str, *, actor: Any, now: datetime) -> None:
    rules.demand_scheduled(meeting.state)
    series, before = _locked(meeting), meeting.slot
    meeting.state, meeting.reason = State.cancelled.value, reason
    series.sequence = rules.sequence_after(series.sequence, before, meeting.slot)
    series.version, series.changed_at = series.version + 1, now
    record("meeting_cancelled", meeting.ref, actor=actor, now=now, audience=series.space.audience)


@action(permits.may_answer, lock="meeting")
def respond(
    meeting: Occurrence, answer: Answer, comment: str | None = None, *, actor: Any, now: datetime
) -> Rsvp:
    """The member's answer, until the start. ``comment`` None leaves what was said before."""
    rules.demand_coming(meeting.slot, now)
    rsvp = queries.answer_of(actor, meeting)
    if rsvp is None:
        rsvp = Rsvp(meeting_id=meeting.id, member_id=actor.id, answer="", comment="")
        db.session.add(rsvp)
    meeting.coming += (answer is Answer.yes) - (rsvp.answer == Answer.yes.value)
    rsvp.answer, rsvp.at = answer.value, now
    rsvp.group_key, rsvp.country = actor.group_key, actor.country
    rsvp.comment = rsvp.comment if comment is None else comment
    record("meeting_answered", meeting.ref, actor=actor, now=now, answer=answer.value)
    return rsvp


@action(permits.by_the_clock, lock="meeting")
def conclude(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """The meeting is over. What happened meanwhile to it (cancelled, moved) stands."""
    if meeting.state == State.scheduled.value and meeting.ends <= now:
        meeting.state = State.held.value
        record("meeting_held", meeting.ref, actor=actor, now=now, audience=meeting.series.space.audience)
