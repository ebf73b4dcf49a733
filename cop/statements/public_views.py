"""What everyone may take along of a published statement: its record, and the text on paper."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.ballots import records
from cop.ballots.bundle import Audience, written
from cop.kernel.errors import Missing
from cop.kernel.shared import shared
from cop.kernel.web import answer, page
from cop.statements import papers, permits, publication, reading, word_papers
from cop.statements import signatories as signed
from cop.statements.models import Statement
from cop.statements.views import pages

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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
    """The statement on paper; a page that asks again by itself while a long one is being made."""
    name, made = papers.pdf(statement)
    if made is None:
        return page("statements/paper_later.html", statement=statement), 202, {"Refresh": "3"}
    file = answer(made, "application/pdf", f"{statement.address}.pdf")
    return shared(file, name) if statement.is_public else file


@pages.get("/<address>/statement.docx", permits.may_read, reading.public)
def docx(statement: Statement) -> Any:
    """The same for word processors."""
    tag = papers.tag(statement)
    known = request.if_none_match.contains_weak(tag)
    return shared(
        answer(b"" if known else word_papers.docx(statement), DOCUMENT, f"{statement.number}.docx"), tag
    )


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
