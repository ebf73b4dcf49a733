"""The list of calls, narrowed as the reader wishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from cop.calls.models import Call
from cop.calls.rules import State
from cop.calls.visibility import visible_to
from cop.kernel import paging
from cop.kernel.db import db

SIZE = 30
LATEST = 30


@dataclass(frozen=True)
class Wish:
    """What the list is narrowed to; "" is everything."""

    state: str = ""
    country: str = ""
    function: str = ""
    application: str = ""

    def chosen(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value}


def listed(viewer: Any, wish: Wish, now: datetime, cursor: str = "") -> paging.Page:
    """Newest first: (id, uid, title, problem, country, body, state, closes, zone) of the calls seen that fit."""
    columns: list[Any] = [Call.id, Call.uid, Call.title, Call.problem, Call.country, Call.body]
    query = select(*columns, Call.state, Call.closes, Call.zone).where(visible_to(viewer))
    for key in ("country", "function", "application"):
        if value := getattr(wish, key):
            query = query.where(getattr(Call, key) == value)
    if wish.state:
        query = query.where(_in_state(State(wish.state), now))
    return paging.read(query, (Call.id,), cursor=cursor, size=SIZE)


def _in_state(state: State, now: datetime) -> ColumnElement[bool]:
    """As ``rules.state_at`` has it."""
    if state is State.OPEN:
        return (Call.state == state) & (Call.closes > now)
    if state is State.REVIEW:
        return or_(Call.state == state, (Call.state == State.OPEN) & (Call.closes <= now))
    return Call.state == state


def countries_listed(viewer: Any) -> list[str]:
    seen = select(Call.country).distinct().where(visible_to(viewer), Call.country != "")
    return list(db.session.scalars(seen.order_by(Call.country)))


def latest() -> Sequence[Any]:
    """(uid, title, state, closes, zone, opened_at, moved_at) of the public calls that moved last."""
    columns = select(Call.uid, Call.title, Call.state, Call.closes, Call.zone, Call.opened_at, Call.moved_at)
    moved = columns.where(Call.opened_at.is_not(None)).order_by(Call.moved_at.desc(), Call.id.desc())
    return db.session.execute(moved.limit(LATEST)).all()
