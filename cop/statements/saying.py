"""A comment in the words of a page: who said what of which clause, and what the editors made of it."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from cop.kernel.words import country
from cop.profiles import voices
from cop.statements import shown
from cop.statements.comparing import spans
from cop.statements.models import Statement
from cop.statements.rules import DISPOSITIONS, Disposition

Row = dict[str, Any]
DEEPEST = 3  # replies are drawn so deep under each other; deeper ones name what they answer
PARAGRAPH = Markup("<p>{}</p>")


def said(row: Any, statement: Statement) -> Row:
    """A row of ``comment_queries`` as templates take it; ``spans``: the amendment against the clause as it stood."""
    withdrawn = row.withdrawn_at is not None
    return {
        "number": row.number,
        "title": _title(row),
        "about": _about(row),
        "since": _since(row),
        "html": _words(row),
        "spans": spans(row.clause_source or "", row.proposal) if row.proposal and not withdrawn else [],
        "lang": row.language,
        "who": who(row),
        **voices.shown(row),
        "at": row.at,
        "withdrawn": withdrawn,
        "waits": not withdrawn and not row.disposition,
        "disposition": disposition(row.disposition),
        "reason": row.reason or "",
        "editor": row.editor or "",
        "answered_at": row.answered_at,
        "answers": row.answers,
        "amends": bool(row.proposal) and not withdrawn,
        "against": _("Proposed words, against the clause as it stood:"),
        "applied": row.applied,
        "replies": row.replies,
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


def _since(row: Any) -> str:
    """What became of the clause after the comment, "" where it reads and stands as it did."""
    if not row.clause_number:
        return ""
    if row.now_number is None:
        return _("The clause is no longer in the text.")
    if row.now_source != row.clause_source:
        return _("The clause has changed since; it is clause %(number)s now.", number=row.now_number)
    moved = row.now_number != row.clause_number
    return _("It is clause %(number)s now.", number=row.now_number) if moved else ""


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


def who(row: Any) -> str:
    """Name, organisation, group and country as they were."""
    return _(
        "%(name)s, %(organisation)s · %(group)s, %(country)s",
        name=row.author,
        organisation=row.organisation,
        group=_(row.group),
        country=country(row.country),
    )


def replied(row: Any, depth: int) -> Row:
    """A reply as templates take it, drawn at most ``DEEPEST`` deep."""
    return {
        "seq": row.seq,
        "to": row.parent_seq,
        "author_id": row.author_id,
        "depth": min(depth, DEEPEST),
        "quoted": depth > DEEPEST,
        "who": who(row),
        **voices.shown(row),
        "at": row.at,
        "lang": row.language,
        "withdrawn": row.withdrawn_at is not None,
        "html": Markup(row.html),  # noqa: S704  sanitised when it was written
    }


def disposition(code: str) -> str:
    return _(DISPOSITIONS[Disposition(code)]) if code else ""
