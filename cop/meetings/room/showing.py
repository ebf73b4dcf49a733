"""A meeting's room, as rows for its template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cop.kernel import clock
from cop.meetings import show
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.room import presence_queries
from cop.meetings.room import queries as room_queries
from cop.meetings.room.forms import current
from cop.meetings.room.models import Note, StrawPoll
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence


@dataclass(frozen=True)
class Taken:
    """What was taken down under one item (None: under none)."""

    line: show.Line | None
    points: list[Note]
    decisions: list[Any]
    actions: list[Any]

    def __bool__(self) -> bool:
        return bool(self.points or self.decisions or self.actions)


@dataclass(frozen=True)
class Polled:
    """A straw poll: ``results`` are (answer, how many) once it is closed; ``mine`` is what the reader chose."""

    poll: StrawPoll
    answered: int
    results: list[tuple[str, int]]
    mine: int | None


def room(meeting: Occurrence, viewer: Any) -> dict[str, Any]:
    """Everything that the live part shows."""
    items, notes = agenda_queries.agenda(meeting), room_queries.notes(meeting)
    lines, _papers = show.agenda(meeting, items, [], viewer)
    points = [note for note in notes if note.kind == "point"]
    return {
        "meeting": meeting,
        "rows": taken(lines, points, meeting),
        "current": current(items),
        "following": next((item for item in items if item.began_at is None), None),
        "parked": [note for note in notes if note.kind == "parked"],
        "parked_before": room_queries.parked_before(meeting),
        "later": queries.next_in_line(meeting, clock.now()),
        "polls": polls(meeting, viewer),
        "there": presence_queries.attends(viewer, meeting),
    }


def taken(lines: Sequence[show.Line], points: Sequence[Note], meeting: Occurrence) -> list[Taken]:
    """By item in the order of the agenda; what belongs to none comes last."""
    decisions = outcome_queries.decisions(meeting)
    actions = outcome_queries.actions_of(meeting, named=show.names_people(meeting))
    rows = [_under(line.item, line, points, decisions, actions) for line in lines]
    loose = _under(None, None, points, decisions, actions)
    return [*rows, loose] if loose else rows


def _under(item: AgendaItem | None, line: show.Line | None, *kinds: Sequence[Any]) -> Taken:
    id = item.id if item else None
    return Taken(line, *([one for one in kind if one.item_id == id] for kind in kinds))


def polls(meeting: Occurrence, viewer: Any) -> list[Polled]:
    counts, mine = room_queries.counts(meeting), room_queries.chosen(viewer, meeting)
    return [_polled(poll, counts, mine.get(poll.id)) for poll in room_queries.polls(meeting)]


def _polled(poll: StrawPoll, counts: dict[tuple[int, int], int], mine: int | None) -> Polled:
    numbers = [counts.get((poll.id, choice), 0) for choice in range(len(poll.options))]
    shown = list(zip(poll.options, numbers, strict=True)) if poll.closed_at else []
    return Polled(poll, sum(numbers), shown, mine)


def minutes_on(item: AgendaItem, now: datetime) -> int:
    """For how many whole minutes the item has been on."""
    return int(((item.ended_at or now) - item.began_at).total_seconds()) // 60 if item.began_at else 0
