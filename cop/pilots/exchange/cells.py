"""One line of a registry's table, read cell by cell: each problem at its column, and none that stops the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import Any

from cop.intake.checking import WHOLE_ROW, Problem
from cop.intake.lists import Row
from cop.kernel.cells import as_written
from cop.kernel.errors import N_, Refused
from cop.pilots import values
from cop.pilots.exchange import flat
from cop.pilots.exchange.entries import Mode
from cop.pilots.fields import Field

MOST_ROWS = 500  # of a small table


@dataclass(frozen=True)
class Plan:
    """``columns``: where each named column stands; ``codes``: the countries there are; ``today`` in UTC.

    ``unknown`` are names of columns under which nothing is kept, ``of_countries`` those that begin with a code.
    """

    columns: Mapping[str, int]
    width: int
    mode: Mode
    codes: frozenset[str]
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    @cached_property
    def unknown(self) -> list[str]:
        return [name for name in self.columns if not flat.is_known(name)]

    @cached_property
    def of_countries(self) -> list[str]:
        return [name for name in self.columns if name[2:3] == "."]


class Reader:
    """Collects the problems of one row."""

    def __init__(self, row: Row, plan: Plan) -> None:
        self.row, self.plan = row, plan
        self.problems: list[Problem] = []

    def refuse(self, name: str, says: str, **told: Any) -> None:
        """Once a column: the first problem is enough to mend it."""
        column = self.plan.columns.get(name, WHOLE_ROW)
        if name and column == WHOLE_ROW:
            says, told = (
                N_("The column “%(name)s” is not there, and something is needed in it."),
                {"name": name},
            )
        if column == WHOLE_ROW or all(problem.column != column for problem in self.problems):
            self.problems.append(Problem(column, says, told))

    def said(self, name: str) -> str:
        column = self.plan.columns.get(name, WHOLE_ROW)
        cell = self.row.cells[column] if 0 <= column < len(self.row.cells) else ""
        return cell and as_written(cell).strip()

    def read(self, name: str, by: Callable[[str], Any], otherwise: Any = "") -> Any:
        """What the cell says, as ``by`` reads it; ``otherwise`` where it says nothing or nothing that can be read."""
        said = self.said(name)
        if not said:
            return otherwise
        try:
            return by(said)
        except Refused as refused:
            self.refuse(name, refused.message, **refused.values)
        except ValueError:
            self.refuse(name, N_("This cannot be read. Write it as the registry's own export does."))
        return otherwise

    def needed(self, name: str, by: Callable[[str], Any]) -> Any:
        if not self.said(name):
            self.refuse(name, N_("This is missing."))
        return self.read(name, by)

    def rows(self, prefix: str, cell: flat.Cell, by: Callable[[dict[str, str]], Any]) -> list[Any]:
        """The rows of a small table, each read by ``by``."""
        return self.read(
            prefix + cell.name, lambda said: [by(row) for row in _few(flat.rows_of(cell.parts, said))], []
        )

    def answers(self, prefix: str, cells: Sequence[flat.Cell]) -> dict[str, Any]:
        """Of those of the cells that are answers."""
        asked = [(prefix + cell.name, cell.field) for cell in cells if cell.field]
        found = {field.key: self.read(name, partial(self._answer, field)) for name, field in asked}
        return {key: value for key, value in found.items() if value not in ("", [])}

    def _answer(self, field: Field, said: str) -> Any:
        return values.read(field, said, self.plan.codes)


def _few(rows: list[Any]) -> list[Any]:
    if len(rows) > MOST_ROWS:
        raise ValueError(len(rows))
    return rows


def moment(said: str) -> datetime:
    """As exports write it: ``2026-11-21T22:08:00Z``. Raises ValueError."""
    return datetime.strptime(said, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def optional(by: Callable[[str], Any], said: str, otherwise: Any = None) -> Any:
    """A part of a small table's row."""
    return by(said) if said.strip() else otherwise


def yes(said: str) -> bool:
    """Raises ValueError for what is neither yes nor no."""
    if said not in ("yes", "no", ""):
        raise ValueError(said)
    return said == "yes"


def among(offered: Collection[str]) -> Callable[[str], str]:
    return lambda said: values.code(said, offered)
