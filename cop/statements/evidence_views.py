"""The evidence of a statement: a list by clause for all who may read it, and its editors' acts."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _

from cop.kernel.web import actor, page, submit
from cop.statements import (
    evidence_actions,
    evidence_queries,
    evidence_shown,
    forms,
    permits,
    queries,
    reading,
    shown,
)
from cop.statements.evidence import Citation
from cop.statements.models import Statement
from cop.statements.rules import PUBLIC
from cop.statements.views import pages


@pages.get("/<address>/evidence", permits.may_read, reading.statement)
def evidence(statement: Statement) -> str:
    return _listed(statement)


def _listed(statement: Statement, form: forms.Evidence | None = None) -> str:
    viewer, clauses = actor(), queries.current(statement).clauses
    edits = permits.may_edit(viewer, statement)
    sources = evidence_queries.sources(statement, viewer)
    return page(
        "statements/evidence.html",
        statement=statement,
        parts=evidence_shown.by_clause(clauses, sources, hidden=edits),
        edits=edits,
        fixed=statement.stands in PUBLIC,
        form=form or _form(statement),
    )


def _form(statement: Statement) -> forms.Evidence:
    form = forms.Evidence(clause=request.args.get("clause", ""))
    form.offer(queries.current(statement).clauses)
    return form


@pages.post("/<address>/evidence", permits.may_edit, reading.in_work)
def cite(statement: Statement) -> Any:
    form = _form(statement)

    def act() -> Citation:
        reference = evidence_actions.Reference(
            form.source.data, form.title.data, form.dated.data, form.note.data
        )
        key = form.key(queries.current(statement).clauses)
        return evidence_actions.cite(statement, key, reference, actor=actor())

    return submit(form, act, lambda _made: shown.address(statement, "evidence")) or _listed(statement, form)


@pages.post("/<address>/evidence/<int:id>/remove", permits.may_edit, evidence_queries.citation)
def remove_evidence(citation: Citation) -> Any:
    evidence_actions.remove(citation, actor=actor())
    return _back(citation)


@pages.post("/<address>/evidence/<int:id>/review", permits.may_edit, evidence_queries.citation)
def review_evidence(citation: Citation) -> Any:
    evidence_actions.review(citation, actor=actor())
    flash(_("Noted: it still bears what rests on it."))
    return _back(citation)


def _back(citation: Citation) -> Any:
    return redirect(shown.address(citation.statement, "evidence"), 303)
