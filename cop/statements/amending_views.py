"""Amendments of a clause side by side, and taking one over into the text."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.kernel.errors import Refused
from cop.kernel.forms import sentence_of
from cop.kernel.web import actor, page, submit
from cop.statements import (
    amending_actions,
    comment_queries,
    forms,
    permits,
    queries,
    reading,
    saying,
    shown,
)
from cop.statements.amending import overlapping
from cop.statements.comparing import Span, spans
from cop.statements.models import Clause, Revision
from cop.statements.remarks import Comment
from cop.statements.rules import REVISED, State, demand_revisable
from cop.statements.views import pages
from cop.writing.titled import titled


@pages.get("/<address>/amendments/<int:number>", permits.may_read_work, reading.clause)
def amendments(found: reading.Opened) -> str:
    """What is proposed for a clause, each against its words as they stand, and what touches the same words."""
    statement, clause = found.statement, found.clause
    rows = comment_queries.amendments(statement, clause.key)
    changes = {row.number: spans(clause.source, row.proposal) for row in rows}
    against = _("Proposed words, against the clause as it stands:")
    return page(
        "statements/amendments.html",
        statement=statement,
        clause=clause,
        said=titled(
            [
                saying.said(row, statement) | {"spans": changes[row.number], "against": against}
                for row in rows
            ],
            actor(),
        ),
        meets=overlapping(changes),
        takes=permits.may_dispose(actor(), statement) and statement.stands in REVISED,
    )


@pages.form("/<address>/comments/<int:number>/take-over", permits.may_dispose, reading.remark)
def take_over(remark: Comment) -> Any:
    """Shows what it would change in the text as it stands, and does it."""
    statement, revision = remark.statement, queries.current(remark.statement)
    clause = next((c for c in revision.clauses if remark.clause_key and c.key == remark.clause_key), None)
    form = forms.TakeOver(
        version=str(statement.version),
        summary=_("Comment %(n)s taken over.", n=remark.number),
        reason=_("Taken over as proposed."),
    )

    def act() -> Revision:
        typed = (form.reason.data, form.summary.data, form.version.number)
        return amending_actions.take_over(remark, *typed, ends_ballot=form.ends_ballot.data, actor=actor())

    done = submit(form, act, lambda _made: shown.address(statement, "remark", number=remark.number))
    return done or page(
        "statements/take_over.html",
        statement=statement,
        remark=titled([saying.said(comment_queries.shown(remark), statement)], actor())[0],
        clause=clause,
        change=_change(clause, remark),
        form=form,
        balloting=statement.stands is State.BALLOTING,
        hindrance=_hindrance(remark, clause),
    )


def _change(clause: Clause | None, remark: Comment) -> list[Span]:
    return spans(clause.source, remark.proposal) if clause else []


def _hindrance(remark: Comment, clause: Clause | None) -> str:
    """Why the words cannot be taken over now, as a sentence; "" where they can."""
    if remark.applied:
        return _("These words are in the text already: revision %(n)s.", n=remark.applied)
    if clause is None or not remark.proposal or remark.withdrawn_at is not None:
        return _("There is no clause in the text that these words could replace. Revise the text by hand.")
    try:
        demand_revisable(remark.statement.stands, ends_ballot=True)
    except Refused as refused:
        return sentence_of(refused)
    return ""
