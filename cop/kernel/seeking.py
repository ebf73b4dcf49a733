"""What a feature offers to be found by search: a kind of thing, and how to read the things of that kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from cop.kernel.db import db


class Level(StrEnum):
    """Who may find a thing at most; whoever finds it must resolve its ref too."""

    PUBLIC = "public"
    MEMBERS = "members"
    SPACE = "space"  # whoever may read its space
    INSIDE = "inside"  # members who may read its space


@dataclass(frozen=True)
class Found:
    """A thing in words, plain. ``group`` and ``country`` are its author's, "" for what has none."""

    ref: str
    title: str
    body: str
    at: datetime
    level: Level
    space_id: int | None = None
    language: str = ""
    group: str = ""
    country: str = ""


@dataclass(frozen=True)
class Source:
    """``read``: of ids, the things that can be found at all; ``after``: the next ids above one, at most so many.
    ``one`` and ``words`` name the kind, in the singular and plural. ``also``: of a thing and the verb of what happened
    to it, refs that change with it."""

    one: str
    words: str
    read: Callable[[list[int]], Iterable[Found]]
    after: Callable[[int, int], list[int]]
    also: Callable[[int, str], list[str]] = lambda _id, _verb: []


def after(id: InstrumentedAttribute[int], *conditions: ColumnElement[Any]) -> Callable[[int, int], list[int]]:
    """The next ids of a table, for a source."""

    def next_ids(last: int, most: int) -> list[int]:
        wanted = select(id).where(id > last, *conditions).order_by(id).limit(most)
        return list(db.session.scalars(wanted))

    return next_ids
