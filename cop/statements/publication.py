"""A published statement as everyone reads it: the words, how they were decided, who disagreed, how to count again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from cop.ballots import interest_words, outcomes, records
from cop.ballots import queries as ballots
from cop.ballots.models import Ballot
from cop.kernel import clock, paper, refs
from cop.kernel.text import sort_key
from cop.kernel.words import country
from cop.statements import (
    annex_queries,
    evidence_queries,
    evidence_shown,
    lineage,
    queries,
    shown,
    signatories,
)
from cop.statements.models import Clause, Statement
from cop.statements.rules import DECIDED
from cop.statements.sentences import standing

Row = dict[str, Any]
POSITIONS = ("endorse", "reserve", "object", "stand_aside", "silent", "recuse")


def published(statement: Statement, ballot: Ballot | None, viewer: Any) -> Row:
    """What page and paper take of it."""
    revision = queries.current(statement)
    went = outcomes.outcome(ballot, viewer) if ballot else {}
    notes = beside(went)
    sources = evidence_shown.notes(revision.clauses, evidence_queries.sources(statement, viewer))
    items = shown.clauses(
        revision.clauses,
        evidence_shown.beside(notes, sources),
        opens=_openings(statement, revision.clauses),
    )
    return {
        "revision": revision,
        "state": standing(statement, ballot),
        "items": items,
        "contents": shown.contents(items, _parts(went)),
        "ballot": ballot,
        "went": went,
        "without": interest_words.without(ballot, viewer) if ballot else "",
        "notes": notes,
        "dissent": _dissent(notes, revision.clauses),
        "signed": signatories.groups(ballot),
        "annexes": annex_queries.listed(statement),
        "newest": lineage.newest(statement),
        "replaces": lineage.replaces(statement),
        "rule": outcomes.rule(ballot) if ballot else {},
        "witnesses": records.witnesses(ballot) if ballot else [],
        "on_paper": paper.available(),
        "linked": refs.linked(statement.ref, viewer),
    }


def beside(went: Row) -> dict[str, list[Row]]:
    """By the number of a clause, what stands beside it: reservations, then the objections that stayed."""
    found = {clause: list(notes) for clause, notes in went.get("reservations", {}).items()}
    for view in went.get("minority", ()):
        found.setdefault(view["clause"], []).append(view)
    return found


def _dissent(notes: Mapping[str, list[Row]], clauses: Iterable[Clause]) -> Row:
    """What was said against an adopted text: ``at`` numbers of clauses with notes, ``whole`` the notes on none."""
    numbers = [str(clause.number) for clause in clauses if clause.number]
    whole = [note for clause, some in notes.items() if clause not in numbers for note in some]
    return {"at": [number for number in numbers if number in notes], "whole": whole}


def _openings(statement: Statement, clauses: Iterable[Clause]) -> dict[int, str]:
    """For each clause, by key, the address of how it came about."""
    if not statement.is_public:
        return {}
    return {c.key: shown.address(statement, "clause", key=c.key) for c in clauses if c.number}


def _parts(went: Row) -> list[tuple[str, str]]:
    countries = (_("In the countries"), "countries")
    if not went:
        return [countries]
    return [(_("How it was decided"), "decided"), countries, (_("Count it again yourself"), "record")]


def speaks_for(viewer: Any) -> list[tuple[str, str]]:
    """(code, name) of the countries whose verified regulator ``viewer`` is now."""
    mandates = viewer.mandates if viewer.is_member else []
    now = clock.lately()
    codes = {m.country for m in mandates if m.until > now and m.ended_at is None}
    return sorted(((code, country(code)) for code in codes), key=lambda pair: sort_key(pair[1]))


def deciding(statement: Statement) -> Ballot | None:
    """The ballot that decided its text; None before one has."""
    return ballots.latest(statement.ref) if statement.stands in DECIDED else None


def seats(row: Any) -> dict[str, int]:
    """Where the seats of a published statement stood, by position, from a row of a list."""
    found = row.result["tally"]["all"] if row.number and row.result else {}
    return {position: found[position] for position in POSITIONS if position in found}


def changed_words() -> str:
    return _("Changed since the revision before.")
