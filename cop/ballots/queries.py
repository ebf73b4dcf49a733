"""Finding ballots, seats and what stands. Whoever may read what a ballot decides may read the ballot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import exists, or_, select

from cop.ballots.kept import Motion
from cop.ballots.models import Ballot
from cop.ballots.objections import AWAITED
from cop.ballots.seats import ENTERED, Cell, Position, Seat
from cop.ballots.tally import Tally
from cop.kernel import paging, refs, text
from cop.kernel.db import db
from cop.kernel.errors import N_, Missing
from cop.members.models import Member, Organisation
from cop.members.rules import IN_FORCE

MOST_OFFERED = 200


def by_address(viewer: Any, slug: str, n: int) -> Ballot | None:
    """The ballot ``slug/n``, None unless ``viewer`` may read its subject."""
    ballot = db.session.scalar(select(Ballot).where(Ballot.slug == slug, Ballot.n == n))
    return ballot if ballot and refs.resolve([ballot.subject], viewer) else None


def all_of(subject: str) -> list[Ballot]:
    """The ballots on one subject, oldest first."""
    return list(db.session.scalars(select(Ballot).where(Ballot.subject == subject).order_by(Ballot.n)))


def latest(subject: str) -> Ballot | None:
    """The last ballot on the subject."""
    newest = select(Ballot).where(Ballot.subject == subject).order_by(Ballot.n.desc()).limit(1)
    return db.session.scalar(newest)


def after(ballot: Ballot) -> Ballot | None:
    """The ballot that followed this one on the same subject."""
    return db.session.scalar(select(Ballot).where(Ballot.previous_id == ballot.id))


def visible(ids: Iterable[int], viewer: Any) -> list[tuple[Ballot, refs.Resolved]]:
    """Those of the ballots that ``viewer`` may read, each with its subject."""
    ballots = list(db.session.scalars(select(Ballot).where(Ballot.id.in_(ids)).order_by(Ballot.id)))
    subjects = refs.resolve({ballot.subject for ballot in ballots}, viewer)
    return [(ballot, subjects[ballot.subject]) for ballot in ballots if ballot.subject in subjects]


def seat(ballot: Ballot, number: int) -> Seat | None:
    return db.session.get(Seat, (ballot.id, number), populate_existing=True)


def demand_seat(ballot: Ballot, number: int) -> Seat:
    """The seat; raises Missing where the roll has none of that number."""
    found = seat(ballot, number)
    if found is None:
        raise Missing(N_("This ballot has no such seat. Choose one from its roll."))
    return found


def seat_of(ballot: Ballot, member: Any) -> Seat | None:
    """The seat that ``member`` holds, or is the alternate of."""
    if member.id is None:
        return None
    own = or_(Seat.holder_id == member.id, Seat.alternate_id == member.id)
    found = select(Seat).where(Seat.ballot_id == ballot.id, own).order_by(Seat.number).limit(1)
    return db.session.scalar(found.execution_options(populate_existing=True))


def standing(ballot: Ballot, number: int) -> Position | None:
    """What stands at a seat."""
    return db.session.get(Position, (ballot.id, number), populate_existing=True)


def motions(ballot: Ballot) -> list[Motion]:
    """What officers proposed and neither confirmed nor withdrew, oldest first."""
    waiting = (Motion.ballot_id == ballot.id) & Motion.confirmed_by.is_(None) & Motion.withdrawn_at.is_(None)
    return list(db.session.scalars(select(Motion).where(waiting).order_by(Motion.id)))


def pending(ballot: Ballot, kind: str, number: int) -> Motion | None:
    return next((m for m in motions(ballot) if (m.kind, m.seat) == (kind, number)), None)


def motion(ballot: Ballot, id: int) -> Motion | None:
    return db.session.scalar(select(Motion).where(Motion.id == id, Motion.ballot_id == ballot.id))


def entered_by(ballot: Ballot, officer: Any) -> list[Position]:
    """What stands as this officer entered it for others: an officer sees those and no other."""
    own = select(Position).where(Position.ballot_id == ballot.id, Position.entered_by == officer.id, ENTERED)
    return list(db.session.scalars(own.order_by(Position.seat).limit(MOST_OFFERED)))


def successors(ballot: Ballot, to: Seat) -> list[tuple[int, str]]:
    """(id, name) of who may follow: members in force of the seat's organisation who are not on the roll."""
    on_roll = exists().where(
        Seat.ballot_id == ballot.id, or_(Seat.holder_id == Member.id, Seat.alternate_id == Member.id)
    )
    query = (
        select(Member.id, Member.name)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .where(Organisation.name == to.organisation, Member.state.in_(IN_FORCE), ~on_roll)
        .order_by(Member.sort_name, Member.id)
        .limit(MOST_OFFERED)
    )
    return [(id, name) for id, name in db.session.execute(query)]


def tally(ballot: Ballot) -> Tally:
    """The running tally: a row for each pair of group and country, however many seats have spoken."""
    cells = db.session.scalars(select(Cell).where(Cell.ballot_id == ballot.id))
    return Tally({(cell.group_key, cell.country): cell.counts for cell in cells})


def recounted(ballot: Ballot) -> Tally:
    """The tally counted from seats and positions, to hold the running one against."""
    both = (Position.ballot_id == Seat.ballot_id) & (Position.seat == Seat.number)
    rows = select(Seat, Position).outerjoin(Position, both).where(Seat.ballot_id == ballot.id)
    return Tally.of_seats((s.group_key, s.country, s.place(p)) for s, p in db.session.execute(rows))


def roll_page(ballot: Ballot, cursor: str = "", name: str = "") -> paging.Page:
    """The roll in pages, by seat: group_key, country, organisation, name and state of the holder, and what stands.

    ``name``: only holders whose name, as lists sort it, has those words in it.
    """
    both = (Position.ballot_id == Seat.ballot_id) & (Position.seat == Seat.number)
    columns = (Seat.number, Seat.group_key, Seat.country, Seat.organisation, Seat.undelivered, Member.name)
    listed = (
        select(
            *columns, Member.state, Seat.holder_id, Position.stance, Position.by, Position.sign, Position.at
        )
        .join(Member, Member.id == Seat.holder_id)
        .outerjoin(Position, both)
        .where(Seat.ballot_id == ballot.id)
    )
    if name:
        listed = listed.where(Member.sort_name.contains(text.sort_key(name), autoescape=True))
    return paging.read(listed, [Seat.number], cursor=cursor, size=100, descending=False)


def open_objections(ballot: Ballot) -> list[Position]:
    """Objections whose objector or editors are still awaited: while there is one, nothing is published."""
    awaited = Position.objection.in_([str(state) for state in AWAITED])
    query = select(Position).where(Position.ballot_id == ballot.id, awaited).order_by(Position.seat)
    return list(db.session.scalars(query))


def drift() -> Iterator[str]:
    """A sentence for each ballot whose running tally is not what its seats and positions add up to."""
    for ballot in db.session.scalars(select(Ballot).order_by(Ballot.id)):
        if tally(ballot) != recounted(ballot):
            yield f"The running tally of the ballot {ballot.name} differs from its positions."
