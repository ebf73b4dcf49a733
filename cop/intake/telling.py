"""What is said of the rows of a list, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from cop.intake.models import Job
from cop.kernel import text
from cop.kernel.errors import Invalid
from cop.kernel.forms import sentence_of
from cop.kernel.paging import Page

SHOWN = 60  # characters of a cell


@dataclass(frozen=True)
class Flaw:
    """At which row and column (their names), what stands there, what is wrong with it."""

    row: int
    column: str
    cell: str
    says: str


def file_name(given: str | None) -> str:
    """As the browser sent it, if it can be shown."""
    try:
        return text.line(given or "")[:120] or gettext("a list")
    except Invalid:
        return gettext("a list")


def flawed(job: Job, found: Page) -> Page:
    """The page with a Flaw for each problem in place of its rows."""
    return Page([flaw for row in found.rows for flaw in _flaws(job, row)], found.after, found.before)


def _flaws(job: Job, row: Any) -> Iterator[Flaw]:
    for column, says, values in row.problems:
        inside = 0 <= column < len(job.heads)
        cell = row.cells[column] if inside and column < len(row.cells) else ""
        name = job.heads[column] if inside else gettext("the whole row")
        yield Flaw(row.row, name, _shown(cell), _sentence(says, values))


def _sentence(says: str, values: dict[str, Any]) -> str:
    return sentence_of(Invalid(says, **values))


def _shown(cell: str) -> str:
    """Beginning of a cell, with a sign in place of what cannot be shown."""
    seen = text.UNSEEN.sub("\N{REPLACEMENT CHARACTER}", cell)
    return seen if len(seen) <= SHOWN else f"{seen[: SHOWN - 1]}…"


def left_out(job: Job, rows: Iterable[Any]) -> Iterator[Sequence[str]]:
    """Each row as it stood, as wide as the head at least, and its reasons at the end."""
    for row in rows:
        cells = [text.UNSEEN.sub("\N{REPLACEMENT CHARACTER}", cell) for cell in row.cells]
        reasons = [f"{flaw.column}: {flaw.says}" for flaw in _flaws(job, row)]
        yield [*cells, *[""] * (len(job.heads) - len(cells)), " ".join(reasons)]
