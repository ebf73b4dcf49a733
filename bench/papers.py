"""Statements, most of them drafts, and one published by a ballot with as many seats as asked, its record whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bench import people, words
from bench.rows import put
from bench.scale import BEGUN, Scale
from cop.ballots import chain, events, freezing, kept, time_actions
from cop.ballots.canonical import Committed, commit, event_bytes
from cop.ballots.models import Ballot
from cop.ballots.record import Event, Kind, Tip, next_event
from cop.ballots.roll import Claim, Person, Prepared, Proposal
from cop.ballots.rules import ConsensusRule
from cop.ballots.seats import Cell, Position, Seat
from cop.ballots.tally import PLACES, Tally
from cop.ballots.terms import Absence, By, Stance
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from cop.spaces.models import Space
from cop.statements import moving_actions, writing
from cop.statements.models import Statement

OPENED = BEGUN + timedelta(days=30)
CLOSES = OPENED + timedelta(days=14)
RESERVATIONS = 20


def write(scale: Scale) -> Statement:
    """The published statement."""
    chance = random.Random(scale.seed)
    with transaction():
        officer = db.session.get_one(Member, scale.members)
        drafts = [draft(number, officer, chance) for number in range(1, scale.statements + 1)]
        decided = drafts[0]
        ballot = _open(decided, scale)
        decided.state, decided.ballot_id = "balloting", ballot.id
        vote(ballot, chance)
        time_actions.close_due(ballot, actor=SYSTEM, now=CLOSES)
        moving_actions.publish(decided, actor=officer, now=CLOSES)
    return decided


def draft(number: int, author: Member, chance: random.Random) -> Statement:
    """A statement with its first revision, in the caller's transaction."""
    made = Statement(slug=f"paper-{number}", title=f"Paper {number} on assessing models in use")
    made.space_id, made.created_at, made.moved_at = (
        people.FIRST_SPACE,
        BEGUN,
        BEGUN + timedelta(minutes=number),
    )
    made.revisions_count = made.last_clause_key = 0
    made.version = 1
    db.session.add(made)
    db.session.flush()
    said = {"title": made.title, "source": words.statement(chance), "language": "en", "summary": ""}
    writing.append(made, **said, author=author, now=BEGUN)
    return made


def _open(statement: Statement, scale: Scale) -> Ballot:
    source = writing.queries.current(statement).source
    proposal = Proposal(statement.ref, statement.slug, statement.title, source)
    prepared = Prepared(proposal, ConsensusRule(), CLOSES, tuple(_claims(scale)), (), None)
    return freezing.freeze(db.session.get_one(Space, people.FIRST_SPACE), prepared, OPENED)


def _claims(scale: Scale) -> Iterator[Claim]:
    codes = people.countries()
    for id in range(1, scale.seats + 1):
        group, country = people.GROUPS[(id - 1) % len(people.GROUPS)], codes[(id - 1) % len(codes)]
        yield Claim(Person(id, f"Member {id}", f"Institute {people.organisation_of(id)}", group, country))


def vote(ballot: Ballot, chance: random.Random, reserving: int = RESERVATIONS) -> None:
    """Every seat speaks but one in thirty, the first few reserve; all rows as single casts would have left them."""
    seats = db.session.query(Seat).filter_by(ballot_id=ballot.id).order_by(Seat.number).all()
    stances = {seat.number: _stance(seat.number, chance, reserving) for seat in seats}
    last: Event | Tip = Tip(
        ballot.name, ballot.last_seq, ballot.last_at, Kind(ballot.last_kind), ballot.last_hash
    )
    written: dict[Any, list[dict[str, Any]]] = {kept.Event: [], kept.Opening: [], Position: []}
    for seat in seats:
        if stance := stances[seat.number]:
            note = commit(**_said(stance))
            last = _cast(last, seat, stance, note, OPENED + timedelta(minutes=seat.number))
            _note(written, ballot, seat, stance, note, last)
    for model, rows in written.items():
        put(db.session.connection(), model, rows)
    for column, value in chain.tip(last).items():
        setattr(ballot, column, value)
    _count(ballot, seats, stances)


def _stance(number: int, chance: random.Random, reserving: int) -> Stance | None:
    if number <= reserving:
        return Stance.RESERVE
    if number % 30 == 0:
        return None
    return chance.choices((Stance.ENDORSE, Stance.STAND_ASIDE, Stance.RECUSE), (90, 7, 3))[0]


def _said(stance: Stance) -> dict[str, str]:
    """What a position of this kind must say."""
    needed = {
        Stance.RESERVE: {"clause": "1", "text": "Not before the local tests."},
        Stance.RECUSE: {"interest": "My institute sells such a model."},
    }
    return needed.get(stance, {})


def _cast(last: Event | Tip, seat: Seat, stance: Stance, note: Committed, at: datetime) -> Event:
    signs = stance in (Stance.ENDORSE, Stance.RESERVE)
    data = events.cast(seat=seat.number, position=stance, by=By.HOLDER, sign=signs, note=note.hash)
    return next_event(last, Kind.CAST, data, min(at, CLOSES - timedelta(hours=1)))


def _note(
    written: dict[Any, list[dict[str, Any]]],
    ballot: Ballot,
    seat: Seat,
    stance: Stance,
    note: Committed,
    event: Event,
) -> None:
    of_ballot = {"ballot_id": ballot.id}
    columns = {
        "seq": event.seq,
        "at": event.at,
        "kind": str(event.kind),
        "hash": event.hash,
        "prev": event.prev,
    }
    body = event_bytes(event.body).decode()
    written[kept.Event].append(of_ballot | columns | {"seat": seat.number, "body": body})
    written[kept.Opening].append(of_ballot | chain.opening_columns(seat.holder_id, note))
    position = {
        "seat": seat.number,
        "stance": str(stance),
        "by": str(By.HOLDER),
        "entered_by": seat.holder_id,
    }
    position |= {"sign": bool(event.data["sign"]), "clause": _said(stance).get("clause", "")}
    written[Position].append(of_ballot | position | {"note": note.hash, "cast": event.seq, "at": event.at})


def _count(ballot: Ballot, seats: list[Seat], stances: dict[int, Stance | None]) -> None:
    tally = Tally.of_seats((s.group_key, s.country, stances[s.number] or Absence.SILENT) for s in seats)
    for cell in db.session.query(Cell).filter_by(ballot_id=ballot.id):
        for place in PLACES:
            setattr(cell, place, getattr(tally.cells[cell.group_key, cell.country], place))
