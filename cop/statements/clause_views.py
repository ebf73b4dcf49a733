"""A published clause opened: its words, what stands against it, and for members how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request

from cop.ballots import outcomes
from cop.kernel.web import actor, page
from cop.spaces.visibility import may_enter
from cop.statements import (
    comment_queries,
    evidence_queries,
    evidence_shown,
    permits,
    publication,
    queries,
    reading,
    saying,
    shown,
)
from cop.statements.comparing import spans
from cop.statements.models import Statement
from cop.statements.reading import Opened
from cop.statements.views import pages
from cop.writing.titled import titled

Row = dict[str, Any]
MOST_WORDINGS = 20


@pages.get("/<address>/clauses/<int:key>", permits.may_read, reading.opened)
def clause(opened: Opened) -> Any:
    statement, one = opened.statement, opened.clause
    ballot = publication.deciding(statement)
    notes = publication.beside(outcomes.outcome(ballot, actor()) if ballot else {})
    enters = actor().is_member and may_enter(actor(), statement.space_id)
    return page(
        "statements/clause.html",
        statement=statement,
        clause=one,
        items=shown.clauses([one], notes),
        sources=evidence_shown.on(one, evidence_queries.sources(statement, actor())),
        ballot=ballot,
        **(_work(statement, one.key) if enters else {"wordings": None}),
    )


def _work(statement: Statement, key: int) -> Row:
    """For who may read its space: how the words changed, and what was said of them and answered."""
    found = comment_queries.comments(statement, request.args.get("cursor", ""), key)
    return {
        "wordings": _changed(queries.wordings(statement, key))[:MOST_WORDINGS],
        "found": found,
        "said": titled([saying.said(row, statement) for row in found.rows], actor()),
    }


def _changed(stood: Sequence[Any]) -> list[Row]:
    """The revisions that changed the clause, the latest first, each with what became of its words."""
    found, before = [], None
    for row in stood:
        if before is None or row.source != before:
            found.append({"revision": row, "spans": spans(before or "", row.source), "first": before is None})
        before = row.source
    return found[::-1]
