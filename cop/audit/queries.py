"""The ledger as somebody may read it: no entry for nobody, and none about a thing that is not open to the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import Select, func, select

from cop.audit.models import Recount
from cop.kernel import paging, refs
from cop.kernel.db import db
from cop.kernel.ledger import TOLD, Entry, Seal
from cop.kernel.refs import Resolved

COLUMNS = (Entry.id, Entry.at, Entry.actor, Entry.verb, Entry.subject, Entry.facts)
BY_TIME = (Entry.at, Entry.id)


@dataclass(frozen=True)
class Wish:
    """What is looked for. ``person`` and ``thing`` are refs, ``verb`` one of the house's; "" and None for any."""

    person: str = ""
    thing: str = ""
    verb: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Told:
    """One entry. ``who`` and ``what`` are None where no feature knows them: "system", or a kind without pages."""

    id: int
    at: datetime
    actor: str
    verb: str
    subject: str
    facts: dict[str, Any]
    who: Resolved | None
    what: Resolved | None


LARGE = 500  # entries read at once for a file


def page(wish: Wish, viewer: Any, cursor: str = "", size: int = paging.SIZE) -> paging.Page:
    """Newest first; of ``size`` entries read, those that ``viewer`` may see, so that a page costs the same everywhere."""
    found = paging.read(_wished(wish), BY_TIME, cursor=cursor, size=size)
    return paging.Page(told(found.rows, viewer), found.after, found.before)


def each(wish: Wish, viewer: Any, most: int) -> Iterator[Told]:
    """All entries, newest first, of at most ``most`` read; a page of them in memory at a time."""
    cursor = ""
    for _ in range(most // LARGE):
        found = page(wish, viewer, cursor, LARGE)
        yield from found.rows
        if not (cursor := found.after):
            return


def _wished(wish: Wish) -> Select[Any]:
    listed = select(*COLUMNS).where(TOLD)
    listed = listed.where(Entry.actor == wish.person) if wish.person else listed
    listed = listed.where(Entry.subject == wish.thing) if wish.thing else listed
    listed = listed.where(Entry.verb == wish.verb) if wish.verb else listed
    listed = listed.where(Entry.at >= wish.since) if wish.since else listed
    return listed.where(Entry.at <= wish.until) if wish.until else listed


def told(rows: Sequence[Any], viewer: Any) -> list[Told]:
    """Of ``rows``, those whose subject ``viewer`` may see, with what the viewer may know of both ends; a query a kind."""
    known = current_app.extensions["cop"].refs
    named = {name for row in rows for name in (row.actor, row.subject) if kind_of(name) in known}
    seen = refs.resolve(named, viewer)
    return [
        Told(**row._asdict(), who=seen.get(row.actor), what=seen.get(row.subject))
        for row in rows
        if (row.subject in seen and not _keeps_still(row, seen[row.subject])) or row.subject not in named
    ]


def _keeps_still(row: Any, what: Resolved) -> bool:
    """Whether the entry would tell who spoke where nobody is to be named; what was done in office is told."""
    spoken = row.verb in current_app.extensions["cop"].each("spoken")
    return what.unnamed and spoken and row.facts.get("by_author") is not False


def kind_of(name: str) -> str:
    """The kind of a ref; of an actor that is nobody's ("system", "visitor") that word."""
    return name.partition(":")[0]


def pageless(typed: str) -> str:
    """``typed`` if it is the ref of a kind that has no pages, whose entries' audience alone says who reads them."""
    try:
        kind, _id = refs.split(typed)
    except ValueError:
        return ""
    return "" if kind in current_app.extensions["cop"].refs else typed


def last_recount() -> Recount | None:
    return db.session.scalar(select(Recount).order_by(Recount.id.desc()).limit(1))


def newest_seal() -> Seal | None:
    return db.session.scalar(select(Seal).order_by(Seal.id.desc()).limit(1))


def sealed() -> int:
    """How many entries are under seal."""
    return db.session.scalar(select(func.coalesce(func.sum(Seal.rows), 0))) or 0


def seal_at(id: int) -> datetime | None:
    return db.session.scalar(select(Seal.at).where(Seal.id == id))
