"""A published statement for programs: what its JSON, its citations and the feed say of it, as any visitor may read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from cop.ballots.models import Ballot
from cop.ballots.outcomes import OUTCOMES
from cop.ballots.terms import Outcome
from cop.kernel.feeding import Item
from cop.members.models import Visitor
from cop.statements import publication, queries, shown
from cop.statements.citing import Cited
from cop.statements.models import Revision, Statement
from cop.statements.rules import STATES, Move, State

Row = dict[str, Any]
FORMAT = 1


def cited(statement: Statement, revision: Revision) -> Cited:
    day = (
        statement.published_at.astimezone(UTC).date() if statement.published_at else datetime.now(UTC).date()
    )
    community = current_app.extensions["cop"].config.site_name
    remark = "" if statement.stands is State.PUBLISHED else _(STATES[statement.stands])
    named = str(statement.number), statement.title, community, day, shown.lasting(statement)
    return Cited(*named, statement.language, revision.sha256, remark)


def one(statement: Statement, ballot: Ballot | None) -> Row:
    """The statement with its text, how it was decided, what stood against it, and the countries' annexes."""
    found = publication.published(statement, ballot, Visitor())
    revision, newest = found["revision"], found["newest"]
    return {
        **head(statement),
        "revision": revision.number,
        "sha256": revision.sha256,
        "text": revision.source,
        "clauses": [_clause(statement, clause) for clause in revision.clauses],
        "decision": _decision(ballot) if ballot else None,
        "reservations": [_said(note) for note in _notes(found["notes"], "reserve")],
        "minority_views": [_said(note) for note in _notes(found["notes"], "object")],
        "signatories": sum(group["count"] for group in found["signed"]),
        "countries": [_annex(row) for row in found["annexes"]],
        "replaces": [row.number for row in found["replaces"]],
        "replaced_by": statement.successor.number if statement.successor else None,
        "holds_now": newest.number if newest and newest.state == State.PUBLISHED else None,
        "withdrawn_because": reason(statement),
        "files": {kind: shown.lasting(statement, endpoint) for kind, endpoint in FILES.items()},
    }


FILES = {"record": "record", "bibtex": "bibtex", "csl": "csl"}


def head(statement: Any) -> Row:
    """What the list says of each; of a statement or a row of one."""
    return {
        "format": "joint-statement",
        "v": FORMAT,
        "number": statement.number,
        "title": statement.title,
        "language": statement.language,
        "state": statement.state,
        "published": moment(statement.published_at),
        "changed": moment(statement.moved_at),
        "url": shown.lasting(statement),
    }


def moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _clause(statement: Statement, clause: Any) -> Row:
    words = {"number": clause.number, "key": clause.key, "source": clause.source, "html": clause.html}
    if clause.is_heading:
        return {"heading": clause.source.lstrip("# ").strip()}
    return words | {"url": shown.lasting(statement, "clause", key=clause.key)}


def _decision(ballot: Ballot) -> Row:
    return {
        "ballot": ballot.name,
        "closed": moment(ballot.ended_at),
        "outcome": ballot.outcome,
        "rule": ballot.rule,
        "tally": ballot.result["tally"],
        "tests": ballot.result["tests"],
        "head": ballot.last_hash,
    }


def _notes(notes: dict[str, list[Row]], kind: str) -> Iterable[Row]:
    return (note for some in notes.values() for note in some if note["kind"] == kind)


def _said(note: Row) -> Row:
    return {name: note[name] for name in ("clause", "text", "who", "answer", "state")}


def _annex(row: Row) -> Row:
    dated = row["dated"].isoformat() if row["dated"] else None
    kept = {name: row[name] for name in ("country", "uptake", "instrument", "link", "authority")}
    return kept | {"dated": dated, "entered": moment(row["at"])}


def reason(statement: Statement) -> str | None:
    """Why it was withdrawn; None where it was not."""
    if statement.stands is not State.WITHDRAWN:
        return None
    return next(p.reason for p in queries.passages(statement) if p.move == Move.WITHDRAW)


def item(row: Any) -> Item:
    """An entry of the feed, from a row of ``queries.published``."""
    decided = _(OUTCOMES[Outcome(row.outcome)]) if row.outcome else ""
    says = ". ".join(part for part in (decided, _(STATES[State(row.state)])) if part)
    return Item(
        shown.lasting(row),
        f"{row.number} {row.title}",
        row.language,
        row.published_at,
        row.moved_at,
        row.state,
        says,
    )
