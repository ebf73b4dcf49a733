"""Where members were named, as the links between refs keep it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, Row, plain
from cop.kernel.refs import Link, ref, split
from cop.writing.composing import MENTIONS


def named_in(source: str, since: datetime) -> set[int]:
    """Ids of the members whom the text known as ``source`` names, and did not before ``since``."""
    found = select(Link.target).where(Link.source == source, Link.kind == MENTIONS, Link.at >= since)
    return {split(target)[1] for target in db.session.scalars(found)}


def of(member_id: int) -> Select[str, datetime]:
    """(source, at) of the texts that name the member, in no order yet."""
    return select(Link.source, Link.at).where(Link.target == ref("member", member_id), Link.kind == MENTIONS)


def _rows(member: Any) -> Iterator[Row]:
    for source, at in db.session.execute(of(member.id).order_by(Link.id)):
        yield {"in": source, "at": plain(at)}


def _forget(member: Any, _words: bool, _now: datetime) -> None:
    db.session.execute(delete(Link).where(Link.target == member.ref, Link.kind == MENTIONS))


PERSONAL: Iterable[Personal] = (
    Personal(
        Link, (), N_("Where others named you in a text"), N_("So that you are told, and find it again."),
        GOES, rows=_rows, erase=_forget,
    ),
)  # fmt: skip
