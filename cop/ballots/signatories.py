"""Who supports an adopted text and chose to be named."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, false, select

from cop.ballots.lifecycle import ENDED
from cop.ballots.models import Ballot
from cop.ballots.pictures import Names, Row
from cop.ballots.seats import Position, Seat
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.words import country
from cop.members.models import Member
from cop.members.rules import State

SHOWN = 60


def named(name: str, state: str) -> str:
    """The name as it is printed; who has left since is marked."""
    return _("%(name)s (has since left)", name=name) if state == State.left.value else name


def first(ballot: Ballot, called: Names) -> list[Row]:
    """Once the text is adopted; the first by seat."""
    return rows(db.session.execute(_signed(ballot).order_by(Seat.number).limit(SHOWN)), called)


def page_of(ballot: Ballot, cursor: str) -> paging.Page:
    """All of them in pages, by seat."""
    return paging.read(_signed(ballot), [Seat.number], cursor=cursor, size=100, descending=False)


def rows(found: Any, called: Names) -> list[Row]:
    return [
        {
            "name": named(one.name, one.state),
            "organisation": one.organisation,
            "group": called.get(one.group_key, one.group_key),
            "country": country(one.country),
        }
        for one in found
    ]


def _signed(ballot: Ballot) -> Select[*tuple[Any, ...]]:
    at_seat = (Seat.ballot_id == Position.ballot_id) & (Seat.number == Position.seat)
    shown = Position.sign if ballot.adopted and ballot.standing in ENDED else false()
    return (
        select(Member.name, Member.state, Seat.number, Seat.organisation, Seat.group_key, Seat.country)
        .join_from(Position, Seat, at_seat)
        .join(Member, Member.id == Seat.holder_id)
        .where(Position.ballot_id == ballot.id, shown)
    )
