"""Who put their name under an adopted text: how many in each group, and the names in pages."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, select

from cop.ballots.models import Ballot
from cop.ballots.seats import Position, Seat
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.words import country
from cop.members.models import Group, Member

Row = dict[str, Any]
AT_ONCE = 300  # names that one page takes
SIZE = 100


def _signed(ballot: Ballot) -> ColumnElement[bool]:
    return (Position.ballot_id == ballot.id) & Position.sign


def _seats(*columns: Any) -> Select[Any]:
    at_seat = (Seat.ballot_id == Position.ballot_id) & (Seat.number == Position.seat)
    return select(*columns).join_from(Position, Seat, at_seat)


def groups(ballot: Ballot | None) -> list[Row]:
    """Groups with signatories, in their order: ``name``, ``count`` and, where one page takes all, ``names``."""
    if ballot is None or not ballot.adopted:
        return []
    counted = (
        _seats(Group.key, Group.name, func.count().label("count"))
        .join(Group, Group.key == Seat.group_key)
        .where(_signed(ballot))
        .group_by(Group.key, Group.name, Group.order)
        .order_by(Group.order, Group.key)
    )
    found = [
        {"key": key, "name": _(name), "count": count, "names": []}
        for key, name, count in db.session.execute(counted)
    ]
    if 0 < sum(one["count"] for one in found) <= AT_ONCE:
        _fill(found, ballot)
    return found


def _fill(found: list[Row], ballot: Ballot) -> None:
    by_group = {one["key"]: one["names"] for one in found}
    for row in db.session.execute(_named().where(_signed(ballot)).order_by(Seat.number)):
        by_group[row.group_key].append(_row(row))


def _named() -> Select[Any]:
    columns = (Seat.number, Seat.group_key, Seat.country, Seat.organisation, Member.name)
    return _seats(*columns).join(Member, Member.id == Seat.holder_id)


def _row(row: Any) -> Row:
    return {"name": row.name, "organisation": row.organisation, "country": country(row.country)}


def listed(ballot: Ballot, group: str = "", cursor: str = "") -> paging.Page:
    """All of them by seat, or those of one group: name, organisation, group_key, country."""
    found = _named().where(_signed(ballot))
    found = found.where(Seat.group_key == group) if group else found
    return paging.read(found, (Seat.number,), cursor=cursor, size=SIZE, descending=False)
