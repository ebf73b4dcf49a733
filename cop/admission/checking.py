"""A list's rows held against what a person needs: each problem at its row and column, and no row lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cop.admission import spellings
from cop.intake.checking import WHOLE_ROW, Checked, Problem
from cop.intake.limits import USUAL
from cop.intake.lists import Row
from cop.kernel import text
from cop.kernel.cells import as_written
from cop.kernel.errors import N_, Invalid
from cop.members import addresses

MOST = {"email": 254, "name": 120, "organisation": 160}


@dataclass(frozen=True)
class Person:
    email: str
    key: str
    name: str
    organisation: str
    country: str
    group_key: str


@dataclass(frozen=True)
class Plan:
    """Which column holds what, what stands in where a row says nothing, and the words for countries and groups."""

    columns: Mapping[str, int]
    group_key: str = ""
    country: str = ""
    width: int = 0
    codes: frozenset[str] = frozenset()
    groups: Sequence[tuple[str, str]] = ()
    locale: str = "en"


class _Reader:
    """One row, read by a plan; collects its problems."""

    def __init__(self, row: Row, plan: Plan) -> None:
        self.row, self.plan = row, plan
        self.problems: list[Problem] = []

    def refuse(self, what: str, says: str, **values: Any) -> str:
        self.problems.append(Problem(self.plan.columns.get(what, WHOLE_ROW), says, values))
        return ""

    def cell(self, what: str) -> str:
        """What the row says there, on one line; "" where it says nothing or nothing that can be kept."""
        column = self.plan.columns.get(what, WHOLE_ROW)
        written = self.row.cells[column] if 0 <= column < len(self.row.cells) else ""
        try:
            said = text.line(as_written(written))
        except Invalid as refused:
            return self.refuse(what, refused.message, **refused.values)
        most = MOST.get(what, USUAL.cell)
        if len(said) > most:
            return self.refuse(what, N_("This takes at most %(most)d characters."), most=most)
        return said

    def email(self) -> tuple[str, str]:
        """The address and its key."""
        said = self.cell("email")
        if not said:
            self._missing("email", N_("There is no e-mail address in this row."))
            return "", ""
        try:
            return addresses.clean_and_key(said)
        except Invalid as refused:
            self.refuse("email", refused.message)
            return "", ""

    def name(self) -> str:
        said = self.cell("name") or " ".join(filter(None, (self.cell("given"), self.cell("family"))))
        return said or self._missing("name", N_("There is no name in this row."))

    def country(self) -> str:
        said = self.cell("country")
        if not said:
            return self.plan.country or self._missing("country", N_("There is no country in this row."))
        code = spellings.country(said, self.plan.codes, self.plan.locale)
        return code or self.refuse("country", N_("No country is called “%(said)s”."), said=said[:60])

    def group(self) -> str:
        said = self.cell("group")
        if not said:
            return self.plan.group_key or self._missing("group", N_("There is no group in this row."))
        key = spellings.group(said, self.plan.groups)
        return key or self.refuse("group", N_("No group is called “%(said)s”."), said=said[:60])

    def _missing(self, what: str, says: str) -> str:
        """Unless something is said of that cell already."""
        column = self.plan.columns.get(what, WHOLE_ROW)
        known = any(problem.column == column != WHOLE_ROW for problem in self.problems)
        return "" if known else self.refuse(what, says)


def read_row(row: Row, plan: Plan) -> Checked:
    """By itself, without regard to other rows and to who is here."""
    reader = _Reader(row, plan)
    email, key = reader.email()
    name, organisation = reader.name(), reader.cell("organisation")
    country, group = reader.country(), reader.group()
    if len(row.cells) > plan.width:
        reader.refuse("", N_("The row has more cells than the head: a separator stands where it should not."))
    person = None if reader.problems else Person(email, key, name, organisation, country, group)
    return Checked(row, person, reader.problems)


def check(rows: Iterable[Row], plan: Plan) -> Iterator[Checked]:
    """Each row by itself, and against those before it."""
    first: dict[str, int] = {}
    for row in rows:
        checked = read_row(row, plan)
        if checked.found and (before := first.setdefault(checked.found.key, row.number)) != row.number:
            says = N_("The same address stands in row %(row)d.")
            yield Checked(row, None, [Problem(plan.columns["email"], says, {"row": before})])
        else:
            yield checked


def known(checked: Checked, plan: Plan, accounts: set[str], invited: set[str]) -> Checked:
    """The same, with a problem when the person is here already."""
    if checked.found and checked.found.key in accounts:
        says = N_("This address has an account already.")
    elif checked.found and checked.found.key in invited:
        says = N_("This address is invited already.")
    else:
        return checked
    return Checked(checked.row, None, [Problem(plan.columns["email"], says)])
