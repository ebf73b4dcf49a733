"""A statement on paper as anyone reads it: laid out at once when it is short, by the worker when it is long."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import g

from cop.kernel import laying
from cop.kernel.db import db
from cop.kernel.web import actor, page
from cop.members.models import Visitor
from cop.statements import citing, exporting, publication, shown
from cop.statements.models import Statement


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


def pdf(statement: Statement) -> tuple[str, bytes | None]:
    """The name of the document and its PDF; None while the worker makes it. Raises Missing where none can be made."""
    return laying.pdf(html(statement), "paper", {"statement": statement.id})


def make(payload: dict[str, Any], _now: datetime) -> None:
    """Task ``paper``."""
    laying.make(payload, lambda: html(db.session.get_one(Statement, payload["statement"])))
