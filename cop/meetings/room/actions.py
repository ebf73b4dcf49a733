"""What is taken down while a meeting sits. Each thing is a row of its own: who writes at the same time adds, and
replaces nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel import text
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import MEMBERS, record
from cop.meetings import permits
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.agenda import rules as agenda_rules
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.room import queries as room_queries
from cop.meetings.room.models import Note
from cop.meetings.room.taking import changed, demand_open
from cop.meetings.series import rules
from cop.meetings.series.models import Occurrence
from cop.spaces import speech

MOST_NOTES = 400


MOST_PARKED = 20  # by one member, open at once


@action(permits.may_organise, lock="meeting")
def take_point(
    meeting: Occurrence, words: str, item: AgendaItem | None = None, *, actor: Any, now: datetime
) -> Note:
    """A key point, as it is said; it can be put better until the minutes are adopted."""
    demand_open(meeting, now)
    return _noted(meeting, "point", words, item, actor, now)


@action(permits.may_enter_room, lock="meeting")
def park(
    meeting: Occurrence, words: str, item: AgendaItem | None = None, *, actor: Any, now: datetime
) -> Note:
    """Put aside for another time, by anybody in the meeting. It comes along to later dates until it is taken up."""
    demand_open(meeting, now)
    if room_queries.parked_by(actor, meeting) >= MOST_PARKED:
        raise IllegalMove(
            N_("You have parked %(most)d things here. Let the meeting take some up first."), most=MOST_PARKED
        )
    return _noted(meeting, "parked", words, item, actor, now)


def _noted(
    meeting: Occurrence, kind: str, words: str, item: AgendaItem | None, actor: Any, now: datetime
) -> Note:
    if room_queries.noted(meeting) >= MOST_NOTES:
        raise IllegalMove(N_("%(most)d notes are more than minutes can hold. Strike some."), most=MOST_NOTES)
    note = Note(meeting=meeting, kind=kind, text=text.normal(words), by_id=actor.id, at=now)
    note.item_id = agenda_rules.own_item(item, meeting.id)
    db.session.add(note)
    db.session.flush()
    changed(meeting)
    audience = speech.presence(meeting.series.speech, MEMBERS)
    record("note_taken", meeting.ref, actor=actor, now=now, audience=audience, note=note.id, kind=kind)
    return note


@action(permits.may_organise)
def edit_note(note: Note, words: str, version: int, *, actor: Any, now: datetime) -> Note:
    """Raises Stale when someone was faster."""
    _locked(note, now)
    if note.version != version:
        raise Stale(
            N_("Someone changed this note while you wrote. Compare, then send again."),
            theirs=note.text,
            version=note.version,
        )
    note.text, note.version = text.normal(words), note.version + 1
    record("note_edited", note.meeting.ref, actor=actor, now=now, note=note.id, version=note.version)
    return note


@action(permits.may_organise)
def close_note(note: Note, *, actor: Any, now: datetime) -> None:
    """A key point is struck out; what was parked is taken up, and comes along no more."""
    _locked(note, now)
    if note.closed_at is None:
        note.closed_at = now
        record("note_closed", note.meeting.ref, actor=actor, now=now, note=note.id)


def _locked(note: Note, now: datetime) -> None:
    """What was parked is settled at a later date too, when its own minutes are adopted."""
    lock_row(note.meeting)
    lock_row(note)
    if note.kind == "point":
        demand_open(note.meeting, now)
    changed(note.meeting)


@action(permits.may_organise)
def begin_item(item: AgendaItem, *, actor: Any, now: datetime) -> None:
    """The meeting takes the item up; the one before ends. Taken up again, its clock goes on from its first start."""
    meeting = item.meeting
    lock_row(meeting)
    rules.demand_begun(meeting.slot, now)
    _end_running(meeting, now)
    item.began_at, item.ended_at = item.began_at or now, None
    changed(meeting)
    record("item_begun", meeting.ref, actor=actor, now=now, item=item.id)


@action(permits.may_organise, lock="meeting")
def pause(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """No item is on: a break, or the end."""
    rules.demand_begun(meeting.slot, now)
    _end_running(meeting, now)
    changed(meeting)
    record("item_ended", meeting.ref, actor=actor, now=now)


def _end_running(meeting: Occurrence, now: datetime) -> None:
    for item in agenda_queries.agenda(meeting):
        if item.began_at is not None and item.ended_at is None:
            item.ended_at = now
