"""How features speak of each other's things: a ref ("statement:17") and a table of links between refs.

Each feature's manifest says how its refs resolve to a title, an address and who may see them; nobody imports sideways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import UniqueConstraint, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model, db


@dataclass(frozen=True)
class Resolved:
    """What a reader may know of a ref. ``note`` is a short state in words, ``within`` the ref of what it is a part of.

    ``unnamed``: by its rule of speech nobody is told who spoke there.
    """

    ref: str
    kind: str
    title: str
    address: str
    note: str = ""
    within: str = ""
    unnamed: bool = False


MOST_LINKED = 100
Resolver = Callable[[list[int], Any], Iterable[Resolved]]
"""Of ids and a viewer, those the viewer may see; one query however many ids."""


class Link(Model):
    """``source`` speaks of ``target``; ``kind`` says how ("discusses", "agenda", "cites")."""

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("source", "target", "kind"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    target: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    at: Mapped[datetime]


def ref(kind: str, id: int) -> str:
    return f"{kind}:{id}"


def split(value: str) -> tuple[str, int]:
    """Parses one to one. Raises ValueError on anything that ``ref`` does not print."""
    kind, _, number = value.partition(":")
    id = int(number)
    if ref(kind, id) != value or id < 1:
        raise ValueError(value)
    return kind, id


def resolve(refs: Iterable[str], viewer: Any) -> dict[str, Resolved]:
    """The refs that ``viewer`` may see, resolved; one query a kind."""
    by_kind: dict[str, list[int]] = {}
    for kind, id in map(split, sorted(set(refs))):
        by_kind.setdefault(kind, []).append(id)
    resolvers: dict[str, Resolver] = current_app.extensions["cop"].refs
    found = (r for kind, ids in by_kind.items() if kind in resolvers for r in resolvers[kind](ids, viewer))
    return {r.ref: r for r in found}


def link(source: str, target: str, kind: str, now: datetime) -> None:
    """Adds a link in the caller's transaction unless it stands already."""
    same = (Link.source == source) & (Link.target == target) & (Link.kind == kind)
    if db.session.scalar(select(Link.id).where(same)) is None:
        db.session.add(Link(source=source, target=target, kind=kind, at=now))


def unlink(source: str, kind: str) -> None:
    db.session.execute(delete(Link).where(Link.source == source, Link.kind == kind))


def relink(source: str, kind: str, targets: Iterable[str], now: datetime) -> None:
    """In the caller's transaction: the links of this kind from ``source`` lead to ``targets`` alone."""
    own = (Link.source == source) & (Link.kind == kind)
    wanted, standing = dict.fromkeys(targets), set(db.session.scalars(select(Link.target).where(own)))
    if gone := standing - wanted.keys():
        db.session.execute(delete(Link).where(own, Link.target.in_(gone)))
    db.session.add_all(Link(source=source, target=t, kind=kind, at=now) for t in wanted if t not in standing)


def linked(one: str, viewer: Any) -> list[tuple[str, Resolved]]:
    """(kind, other end) of the newest links from and to ``one`` that the viewer may see, oldest first.

    Each other end once, and each thing once of which several parts link here; no part of ``one`` itself.
    """
    rows = db.session.execute(
        select(Link.source, Link.target, Link.kind)
        .where(or_(Link.source == one, Link.target == one))
        .order_by(Link.at.desc(), Link.id.desc())
        .limit(MOST_LINKED)
    ).all()
    ends = [(kind, target if source == one else source) for source, target, kind in reversed(rows)]
    seen = resolve({end for _, end in ends}, viewer)
    others = {
        (kind, found.within or end): (kind, found)
        for kind, end in ends
        if (found := seen.get(end)) and found.within != one
    }
    return list(others.values())
