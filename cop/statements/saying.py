"""A comment in the words of a page: who said what of which clause, and what the editors made of it."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from cop.kernel.words import country
from cop.statements import shown
from cop.statements.comparing import spans
from cop.statements.models import Statement
from cop.statements.rules import DISPOSITIONS, Disposition

Row = dict[str, Any]
PARAGRAPH = Markup("<p>{}</p>")


def said(row: Any, statement: Statement) -> Row:
    """A row of ``comment_queries`` as templates take it; ``spans``: the amendment against the clause as it stood."""
    withdrawn = row.withdrawn_at is not None
    return {
        "number": row.number,
        "title": _title(row),
        "about": _about(row),
        "html": _words(row),
        "spans": spans(row.clause_source or "", row.proposal) if row.proposal and not withdrawn else [],
        "lang": row.language,
        "who": _who(row),
        "at": row.at,
        "withdrawn": withdrawn,
        "waits": not withdrawn and not row.disposition,
        "disposition": disposition(row.disposition),
        "reason": row.reason or "",
        "editor": row.editor or "",
        "answered_at": row.answered_at,
        "answers": row.answers,
        "url": shown.address(statement, "remark", number=row.number),
    }


def _title(row: Any) -> str:
    if row.ballot_id:
        return _("Comment %(number)s, left by ballot %(n)s", number=row.number, n=row.ballot_n)
    if row.proposal:
        return _("Comment %(number)s, an amendment", number=row.number)
    return _("Comment %(number)s", number=row.number)


def _about(row: Any) -> str:
    if not row.clause_number:
        return _("The whole text")
    return _("Clause %(number)s of revision %(revision)s", number=row.clause_number, revision=row.revision)


def _words(row: Any) -> Markup:
    """The comment's own text, or what its seat wrote in the ballot; neither what was withdrawn nor what was erased."""
    if row.withdrawn_at is not None:
        return PARAGRAPH.format(_("Withdrawn by its author."))
    if not row.ballot_id:
        return Markup(row.html)  # noqa: S704  sanitised when it was written
    fields = json.loads(row.words or "{}")
    if not fields:
        return PARAGRAPH.format(_("The words were erased at the request of the person who wrote them."))
    first = PARAGRAPH.format(fields.get("text") or fields.get("reason", ""))
    change = fields.get("change")
    return (
        first + PARAGRAPH.format(_("What would resolve it: %(change)s", change=change)) if change else first
    )


def _who(row: Any) -> str:
    return _(
        "%(name)s, %(organisation)s · %(group)s, %(country)s",
        name=row.author,
        organisation=row.organisation,
        group=_(row.group),
        country=country(row.country),
    )


def disposition(code: str) -> str:
    return _(DISPOSITIONS[Disposition(code)]) if code else ""
