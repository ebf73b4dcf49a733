"""The statement of an address as its pages load it: settled first, so that no page shows what is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cop.statements import comment_queries, due, queries
from cop.statements.models import Clause, Revision, Statement
from cop.statements.remarks import Comment


def statement(viewer: Any, address: str) -> Statement | None:
    found = queries.by_address(viewer, address)
    return due.settle(found) if found else None


def in_work(viewer: Any, address: str) -> Statement | None:
    """For pages about how it came about: only for members who may read its space."""
    found = queries.in_work(viewer, address)
    return due.settle(found) if found else None


def public(viewer: Any, address: str) -> Statement | None:
    """Only what was published."""
    found = statement(viewer, address)
    return found if found and found.is_public else None


def remark(viewer: Any, address: str, number: int) -> Comment | None:
    found = comment_queries.comment(viewer, address, number)
    if found:
        due.settle(found.statement)
    return found


@dataclass(frozen=True)
class Opened:
    """A clause of the newest revision with its statement, which decides who may read it."""

    statement: Statement
    clause: Clause

    @property
    def space_id(self) -> int:
        return self.statement.space_id


def opened(viewer: Any, address: str, key: int) -> Opened | None:
    """A clause by its key, which it keeps for life, of what was published."""
    found = public(viewer, address)
    here = queries.current(found).clauses if found else []
    one = next((clause for clause in here if clause.key == key and clause.number), None)
    return Opened(found, one) if found and one else None


@dataclass(frozen=True)
class Saved:
    """A revision with its statement, which decides who may read it."""

    statement: Statement
    revision: Revision

    @property
    def space_id(self) -> int:
        return self.statement.space_id


def saved(viewer: Any, address: str, number: int) -> Saved | None:
    found = in_work(viewer, address)
    revision = queries.revision(found, number) if found else None
    return Saved(found, revision) if found and revision else None


def clause(viewer: Any, address: str, number: int) -> Opened | None:
    """The clause of that number in the text as it stands, for pages about how it came about."""
    found = in_work(viewer, address)
    clauses = queries.current(found).clauses if found else ()
    one = next((c for c in clauses if c.number == number), None)
    return Opened(found, one) if found and one else None
