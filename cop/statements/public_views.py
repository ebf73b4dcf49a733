"""What everyone may take along of a published statement: its record, and the text on paper."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from cop.ballots import records
from cop.ballots.bundle import Audience, written
from cop.kernel.errors import N_, Missing
from cop.kernel.web import actor, answer, page
from cop.statements import paper, permits, publication, reading, shown
from cop.statements import signatories as signed
from cop.statements.models import Statement
from cop.statements.views import pages


@pages.get("/<address>/record.json", permits.may_read, reading.public)
def record(statement: Statement) -> Any:
    """The public bundle of the ballot that decided it."""
    ballot = publication.deciding(statement)
    if ballot is None:
        raise Missing()
    body = written(records.bundle(ballot, Audience.PUBLIC))
    return answer(body, "application/json", f"{statement.number}.json")


@pages.get("/<address>/statement.pdf", permits.may_read, reading.statement)
def pdf(statement: Statement) -> Any:
    """The statement on paper, where the means to make one are installed."""
    if not paper.available():
        raise Missing(N_("This installation makes no PDF. Print the page instead: it is laid out for paper."))
    found = publication.published(statement, publication.deciding(statement), actor())
    link = shown.address(statement, _external=True)
    html = render_template("statements/paper.html", statement=statement, link=link, **found)
    return answer(paper.pdf(html), "application/pdf", f"{statement.address}.pdf")


@pages.get("/<address>/signatories", permits.may_read, reading.public)
def signatories(statement: Statement) -> Any:
    """Everyone who put their name under it, in pages."""
    ballot = publication.deciding(statement)
    if ballot is None or not ballot.adopted:
        raise Missing()
    group = request.args.get("group", "")
    return page(
        "statements/signatories.html",
        statement=statement,
        groups=signed.groups(ballot),
        group=group,
        found=signed.listed(ballot, group, request.args.get("cursor", "")),
    )
