"""A statement on paper as anyone reads it: laid out at once when it is short, by the worker when it is long."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app, g
from flask_babel import force_locale, get_locale

from cop.kernel import clock, outbox, paper
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import N_, Missing
from cop.kernel.web import actor, page
from cop.members.models import Visitor
from cop.statements import citing, exporting, publication, shown
from cop.statements.models import Statement

NO_MEANS = N_("This installation makes no PDF. Print the page instead: it is laid out for paper.")
TOO_LONG = N_("This text is too long for a PDF. Print the page, or take the document for word processors.")


@contextmanager
def as_anyone() -> Iterator[None]:
    """Inside, a visitor reads, whoever asks: names, places and times are as everyone sees them."""
    reader = actor()
    g._login_user = Visitor()
    try:
        yield
    finally:
        g._login_user = reader


def html(statement: Statement) -> str:
    """The document in the language of the request."""
    with as_anyone():
        found = publication.published(statement, publication.deciding(statement), Visitor())
        cited = exporting.cited(statement, found["revision"]) if statement.number else None
        return page(
            "statements/paper.html",
            statement=statement,
            link=shown.outward(shown.address(statement)),
            citation=citing.plain(cited) if cited else "",
            withdrawn=exporting.reason(statement),
            **found,
        )


def tag(statement: Statement) -> str:
    """Names what a document would say."""
    return hashlib.sha256(html(statement).encode()).hexdigest()[:32]


def folder() -> Path:
    return Path(current_app.extensions["cop"].config.data_dir) / "paper"


def pdf(statement: Statement) -> tuple[str, bytes | None]:
    """The name of the document and its PDF; None while the worker makes it. Raises Missing where none can be made."""
    if not paper.available():
        raise Missing(NO_MEANS)
    document = html(statement)
    if len(document) > paper.LONGEST:
        raise Missing(TOO_LONG)
    name = paper.name(document)
    if (made := paper.kept(folder(), name)) is None:
        if len(document) > paper.LONGEST_AT_ONCE:
            _ask_for(statement, name)
        else:
            made = paper.keep(folder(), document)
    return name, made


def _ask_for(statement: Statement, name: str) -> None:
    payload = {"statement": statement.id, "language": str(get_locale())}
    now = clock.now()
    with transaction():  # once a minute: what was made and given up again is made again
        outbox.put("paper", payload, key=f"paper:{name}:{now:%Y%m%d%H%M}", due=now)


def make(payload: dict[str, Any], _now: datetime) -> None:
    """Task ``paper``: lays out what was asked for, as it stands now."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    statement = db.session.get_one(Statement, payload["statement"])
    with (
        app.test_request_context(base_url=app.extensions["cop"].config.base_url),
        force_locale(payload["language"]),
    ):
        paper.keep(folder(), html(statement))
