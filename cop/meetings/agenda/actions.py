"""The agenda of a meeting: items in an order, each perhaps about something of this site."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from cop.kernel import refs
from cop.kernel.actions import action, lock_row
from cop.kernel.addresses import ref_at
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import record
from cop.meetings import permits
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.agenda.rules import Point
from cop.meetings.outcomes.models import ActionItem, Decision
from cop.meetings.papers.models import Paper
from cop.meetings.room.models import Note
from cop.meetings.series import rules
from cop.meetings.series.models import Occurrence

MOST_ITEMS = 60


@action(permits.may_organise, lock="meeting")
def add_item(meeting: Occurrence, point: Point, *, actor: Any, now: datetime) -> AgendaItem:
    """At the end of the agenda. Raises Invalid at ``about`` when nothing lies there that the actor may see."""
    rules.demand_scheduled(meeting.state)
    items = agenda_queries.agenda(meeting)
    if len(items) >= MOST_ITEMS:
        raise IllegalMove(
            N_("The agenda has %(most)d items; more do not fit a meeting. Join some."), most=MOST_ITEMS
        )
    item = AgendaItem(meeting=meeting, position=items[-1].position + 1 if items else 1)
    _write(item, point, actor)
    db.session.add(item)
    _recorded(meeting, actor, now)
    return item


def _write(item: AgendaItem, point: Point, actor: Any) -> None:
    item.ref = _subject(point.about, item.ref or "", actor)
    item.title, item.minutes, item.presenter, item.note = (
        point.title,
        point.minutes,
        point.presenter,
        point.note,
    )


def _subject(typed: str, before: str, actor: Any) -> str:
    """A ref left as it was stays, even one that this organiser may not see."""
    found = typed if typed in ("", before) else ref_at(typed, actor)
    if found is None:
        message = N_(
            "Nothing of this site that you may see lies there. Copy the address of a thread or statement."
        )
        raise Invalid(message, field="about")
    return found


def _recorded(meeting: Occurrence, actor: Any, now: datetime) -> None:
    """Keeps the links between the meeting and what its agenda is about."""
    db.session.flush()
    refs.unlink(meeting.ref, "agenda")
    for target in {item.ref for item in agenda_queries.agenda(meeting) if item.ref}:
        refs.link(meeting.ref, target, "agenda", now)
    meeting.pulse += 1
    record("agenda_changed", meeting.ref, actor=actor, now=now, audience=meeting.series.space.audience)


def _locked(item: AgendaItem) -> Occurrence:
    lock_row(item.meeting)
    rules.demand_scheduled(item.meeting.state)
    return item.meeting


@action(permits.may_organise, lock="item")
def edit_item(item: AgendaItem, point: Point, version: int, *, actor: Any, now: datetime) -> AgendaItem:
    meeting = _locked(item)
    if item.version != version:
        raise Stale(
            N_("Someone changed this item while you wrote. Compare, then send again."),
            theirs="\n\n".join(part for part in (item.title, item.presenter, item.note) if part),
            version=item.version,
        )
    _write(item, point, actor)
    item.version += 1
    _recorded(meeting, actor, now)
    return item


@action(permits.may_organise)
def remove_item(item: AgendaItem, *, actor: Any, now: datetime) -> None:
    meeting = _locked(item)
    for kind in (Decision, ActionItem, Note):
        if db.session.scalar(select(kind.id).where(kind.item_id == item.id).limit(1)) is not None:
            raise IllegalMove(
                N_("A key point, decision or action came of this item, so it stays on the agenda.")
            )
    db.session.execute(update(Paper).where(Paper.item_id == item.id).values(item_id=None))
    db.session.delete(item)
    _recorded(meeting, actor, now)


@action(permits.may_organise)
def move_item_up(item: AgendaItem, *, actor: Any, now: datetime) -> None:
    """One place earlier; the first stays where it is."""
    meeting = _locked(item)
    items = agenda_queries.agenda(meeting)
    at = items.index(item)
    if at:
        before = items[at - 1]
        before.position, item.position = item.position, before.position
        _recorded(meeting, actor, now)
