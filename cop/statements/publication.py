"""A published statement as everyone reads it: the words, how they were decided, who disagreed, how to count again."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.ballots import outcomes, records
from cop.ballots import queries as ballots
from cop.ballots.models import Ballot
from cop.kernel import refs
from cop.statements import paper, queries, shown
from cop.statements.models import Statement
from cop.statements.rules import DECIDED
from cop.statements.sentences import standing

Row = dict[str, Any]
POSITIONS = ("endorse", "reserve", "object", "stand_aside", "silent", "recuse")


def published(statement: Statement, ballot: Ballot | None, viewer: Any) -> Row:
    """What page and paper take of it."""
    revision = queries.current(statement)
    went = outcomes.outcome(ballot, viewer) if ballot else {}
    items = shown.clauses(revision.clauses, went.get("reservations"))
    return {
        "revision": revision,
        "state": standing(statement, ballot),
        "items": items,
        "contents": shown.contents(items, _parts(went)),
        "ballot": ballot,
        "went": went,
        "rule": outcomes.rule(ballot) if ballot else {},
        "witnesses": records.witnesses(ballot) if ballot else [],
        "on_paper": paper.available(),
        "linked": refs.linked(statement.ref, viewer),
    }


def _parts(went: Row) -> list[tuple[str, str]]:
    if not went:
        return []
    minority = [(_("Minority views"), "minority")] if went["minority"] else []
    return [(_("How it was decided"), "decided"), *minority, (_("Count it again yourself"), "record")]


def deciding(statement: Statement) -> Ballot | None:
    """The ballot that decided its text; None before one has."""
    return ballots.latest(statement.ref) if statement.stands in DECIDED else None


def seats(row: Any) -> dict[str, int]:
    """Where the seats of a published statement stood, by position, from a row of a list."""
    found = row.result["tally"]["all"] if row.number and row.result else {}
    return {position: found[position] for position in POSITIONS if position in found}


def changed_words() -> str:
    return _("Changed since the revision before.")
