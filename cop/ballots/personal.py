"""What ballots keep of those who sit on their rolls, and what goes when one of them leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select

from cop.ballots import passing, roll_actions
from cop.ballots.delegation_models import DelegationTerm
from cop.ballots.interests import Concern
from cop.ballots.kept import Head, Motion, Opening
from cop.ballots.models import Ballot
from cop.ballots.seats import Delegation, Position, Seat
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import SYSTEM
from cop.kernel.personal import OFFICE, Personal, Row, plain
from cop.members.interest_models import Interest
from cop.members.models import Member

POSITIONS = N_("Your seats in ballots, your positions and what you wrote with them")
RECOUNT = N_("Anybody can count a decision again, now and in ten years.")
WHOLE = N_(
    "What stands stays: group, country, position and the words published with it, without your name. Your name is "
    "deleted from every record, which still holds. A silent seat goes to its alternate, or stays silent."
)


def _vacate(member: Member, _words: bool, now: datetime) -> None:
    passing.vacate(member, now)


def _leave_delegations(member: Member, _words: bool, now: datetime) -> None:
    passing.leave_delegations(member, now)


def _erase_openings(member: Member, _words: bool, now: datetime) -> None:
    roll_actions.erase_openings(member, actor=SYSTEM, now=now)


def _forget_interests(member: Member, _words: bool, _now: datetime) -> None:
    """Those that a ballot's opening looked at are part of how it went without them."""
    frozen = select(Concern.interest_id)
    db.session.execute(delete(Interest).where(Interest.member_id == member.id, Interest.id.not_in(frozen)))


def _mine(member: Member) -> Any:
    return or_(Seat.holder_id == member.id, Seat.alternate_id == member.id)


def _seats(member: Member) -> Iterator[Row]:
    columns = (
        Ballot.slug,
        Ballot.n,
        Ballot.title,
        Seat.number,
        Seat.group_key,
        Seat.country,
        Seat.organisation,
    )
    found = select(*columns).join(Seat, Seat.ballot_id == Ballot.id).where(_mine(member)).order_by(Ballot.id)
    yield from (dict(row) for row in db.session.execute(found).mappings())


def _positions(member: Member) -> Iterator[Row]:
    """What stands at the member's seats, with the receipt: hash and signature of its event in the record."""
    at_seat = (Seat.ballot_id == Position.ballot_id) & (Seat.number == Position.seat)
    receipt = (Head.ballot_id == Position.ballot_id) & (Head.seq == Position.cast)
    found = (
        select(Ballot.slug, Ballot.n, Position.seat, Position.stance, Position.by, Position.sign, Position.at)
        .add_columns(Opening.text.label("words"), Head.hash, Head.sig)
        .join_from(Position, Seat, at_seat)
        .join(Ballot, Ballot.id == Position.ballot_id)
        .outerjoin(Opening, Opening.hash == Position.note)
        .outerjoin(Head, receipt)
        .where(_mine(member))
        .order_by(Ballot.id)
    )
    for row in db.session.execute(found).mappings():
        kept = {name: plain(value) for name, value in row.items()}
        yield kept | {"words": json.loads(kept["words"] or "{}")}


PERSONAL = (
    Personal(Seat, ("holder_id", "alternate_id"), POSITIONS, RECOUNT, WHOLE, rows=_seats, erase=_vacate),
    Personal(Position, ("entered_by",), POSITIONS, RECOUNT, WHOLE, rows=_positions),
    Personal(Opening, ("member_id",), POSITIONS, RECOUNT, WHOLE, erase=_erase_openings),
    Personal(
        DelegationTerm, ("head_id", "alternate_id", "named_by_id"),
        N_("That you headed a delegation or were its alternate, and whom you named"),
        N_("Who spoke for a country in a group can be looked up."), OFFICE,
    ),
    Personal(
        Delegation, ("head_id", "alternate_id"), N_("That you head a delegation or are its alternate"),
        N_("In some ballots each country has one seat in a group; somebody has to hold it."),
        N_("The other of the two heads it alone; without another it ends."),
        hidden=("head_id", "alternate_id"), erase=_leave_delegations,
    ),
    Personal(
        Motion, ("proposed_by", "confirmed_by"), N_("What you proposed or confirmed as an officer in a ballot"),
        N_("Where two officers are needed, each answers for it."), OFFICE,
        hidden=("proposed_by", "confirmed_by"),
    ),
    Personal(
        Concern, (), N_("That an interest you declared was looked at when a ballot opened"),
        N_("Readers see how a decision would have gone without those concerned."), OFFICE,
        withheld=N_("It names the interest, which is in this file, and the ballot."), erase=_forget_interests,
    ),
)  # fmt: skip
