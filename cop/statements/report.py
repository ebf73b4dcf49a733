"""The report of dispositions: what was said of each clause and what became of it, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from cop.kernel.words import country
from cop.profiles import voices
from cop.statements import saying
from cop.statements.comment_queries import every
from cop.statements.models import Statement


@dataclass(frozen=True)
class Line:
    """A row of the table in the order of its columns, all text; ``lang`` is the comment's language."""

    number: str
    clause: str
    source: str
    kind: str
    comment: str
    proposed: str
    disposition: str
    reason: str
    lang: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.number,
            self.clause,
            self.source,
            self.kind,
            self.comment,
            self.proposed,
            self.disposition,
            self.reason,
        )


def columns() -> tuple[str, ...]:
    """What stands above the cells, in the reader's language."""
    return (
        _("Number"),
        _("Clause"),
        _("From"),
        _("Kind"),
        _("Comment"),
        _("Proposed change"),
        _("Disposition"),
        _("Reason"),
    )


def lines(rows: Iterable[Any]) -> list[Line]:
    """Rows of ``comment_queries``; of what was withdrawn only that it was."""
    return [_line(row) for row in rows]


def whole(statement: Statement) -> list[Line]:
    return lines(every(statement))


def _line(row: Any) -> Line:
    withdrawn = row.withdrawn_at is not None
    said, change = ("", "") if withdrawn else _said(row)
    return Line(
        str(row.number),
        _clause(row),
        _from(row),
        _kind(row),
        said,
        change,
        _("Withdrawn by its author") if withdrawn else saying.disposition(row.disposition),
        row.reason or "",
        row.language,
    )


def _from(row: Any) -> str:
    """Where it comes from, and for regulators whose view it is."""
    source = f"{row.organisation} ({_(row.group)}, {country(row.country)})"
    return "; ".join(filter(None, [source, voices.label(row.personal, row.authority)]))


def _clause(row: Any) -> str:
    if not row.clause_number:
        return _("Whole text")
    return _("%(number)s (revision %(revision)s)", number=row.clause_number, revision=row.revision)


def _kind(row: Any) -> str:
    if row.ballot_id:
        return _("From ballot %(n)s", n=row.ballot_n)
    return _("Amendment") if row.proposal else _("Comment")


def _said(row: Any) -> tuple[str, str]:
    """The words as they were typed, and the change they ask for."""
    if not row.ballot_id:
        return row.text, row.proposal
    fields = json.loads(row.words or "{}")
    if not fields:
        return _("The words were erased at the request of the person who wrote them."), ""
    return fields.get("text") or fields.get("reason", ""), fields.get("change", "")
