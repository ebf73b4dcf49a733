"""What everyone may take along of published statements: citations, data for programs, the feed, paper."""

from __future__ import annotations

import json
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _

from cop.kernel import feeding
from cop.kernel.shared import shared
from cop.kernel.web import answer
from cop.statements import citing, exporting, permits, publication, queries, reading, shown
from cop.statements.models import Statement
from cop.statements.views import pages

JSON = "application/json"


@pages.get("/<address>/citation.txt", permits.may_read, reading.public)
def citation(statement: Statement) -> Any:
    return shared(answer(citing.plain(_cited(statement)) + "\n", "text/plain", _name(statement, "txt")))


@pages.get("/<address>/citation.bib", permits.may_read, reading.public)
def bibtex(statement: Statement) -> Any:
    made = "application/x-bibtex; charset=utf-8"
    return shared(answer(citing.bibtex(_cited(statement)), made, _name(statement, "bib")))


@pages.get("/<address>/citation.json", permits.may_read, reading.public)
def csl(statement: Statement) -> Any:
    made = "application/vnd.citationstyles.csl+json"
    return shared(answer(citing.csl(_cited(statement)), made, _name(statement, "csl.json")))


def _cited(statement: Statement) -> citing.Cited:
    return exporting.cited(statement, queries.current(statement))


def _name(statement: Statement, ending: str) -> str:
    return f"{statement.number}.{ending}"


@pages.get("/<address>/statement.json", permits.may_read, reading.public)
def data(statement: Statement) -> Any:
    """For programs; its shape is kept and described in the documentation."""
    return shared(answer(_json(exporting.one(statement, publication.deciding(statement))), JSON))


@pages.get("/list.json", permits.may_list)
def data_list() -> Any:
    """Published statements, the last changed first, in pages: ``next`` is the address of the following one."""
    found = queries.published(request.args.get("cursor", ""))
    onward = shown.outward(url_for("statements.data_list", cursor=found.after)) if found.after else None
    return shared(
        answer(_json({"statements": [exporting.head(row) for row in found.rows], "next": onward}), JSON)
    )


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


@pages.get("/feed.atom", permits.may_list)
def feed() -> Any:
    """The statements that were last published, replaced or withdrawn."""
    rows = queries.published().rows
    home, here = (shown.outward(url_for(f"statements.{name}")) for name in ("index", "feed"))
    community = current_app.extensions["cop"].config.site_name
    title = _("Statements of %(community)s", community=community)
    made = answer(
        feeding.atom(home, here, title, community, map(exporting.item, rows)), "application/atom+xml"
    )
    if rows:
        made.last_modified = rows[0].moved_at
    return shared(made)
