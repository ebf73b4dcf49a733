"""What everyone may take along of a published statement: its record, and the text on paper."""

from __future__ import annotations

import json
from typing import Any

from flask import render_template, request

from cop.ballots import outcomes, records
from cop.ballots import queries as ballots
from cop.ballots.bundle import Audience
from cop.kernel.errors import N_, Missing
from cop.kernel.web import actor, answer
from cop.statements import paper, permits, queries, shown
from cop.statements.models import Statement
from cop.statements.views import pages, settled


def _public(viewer: Any, address: str) -> Statement | None:
    statement = settled(viewer, address)
    return statement if statement and statement.is_public else None


@pages.get("/<address>/record.json", permits.may_read, _public)
def record(statement: Statement) -> Any:
    """The public bundle of the ballot that decided it."""
    ballot = ballots.latest(statement.ref)
    if ballot is None:
        raise Missing()
    body = json.dumps(records.bundle(ballot, Audience.PUBLIC), ensure_ascii=False, separators=(",", ":"))
    return answer(body, "application/json", f"{statement.number}.json")


@pages.get("/<address>/statement.pdf", permits.may_read, settled)
def pdf(statement: Statement) -> Any:
    """The statement on paper, where the means to make one are installed."""
    if not paper.available():
        raise Missing(N_("This installation makes no PDF. Print the page instead: it is laid out for paper."))
    ballot, revision = ballots.latest(statement.ref), queries.current(statement)
    went = outcomes.outcome(ballot, actor()) if ballot and statement.is_public else {}
    items = shown.clauses(revision.clauses, shown.reservations(went))
    html = render_template(
        "statements/paper.html",
        statement=statement,
        revision=revision,
        went=went,
        items=items,
        url=request.url,
    )
    return answer(paper.pdf(html), "application/pdf", f"{statement.address}.pdf")
