"""Readings as lines of a CSV: all are read, or each line that cannot be is named with what is wrong. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

from cop.kernel.errors import N_, Invalid
from cop.kernel.text import line
from cop.pilots.measure_rules import Taken

HEAD = ("criterion", "day", "subgroup", "found", "out_of")
MOST = 2_000
LONGEST = 200_000


def read(text: str, metrics: Mapping[str, int]) -> list[Taken]:
    """``metrics``: ids by what a file may call them. Raises Invalid, naming every line that is wrong."""
    if len(text) > LONGEST:
        raise Invalid(N_("The file is too long. Enter it in parts."), field="lines")
    separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != HEAD:
        raise Invalid(N_("The first line names the columns: %(head)s."), field="lines", head=",".join(HEAD))
    if len(rows) > MOST + 1:
        raise Invalid(N_("At most %(most)d readings at once. Enter them in parts."), field="lines", most=MOST)
    return _all(rows[1:], metrics)


def _all(rows: list[list[str]], metrics: Mapping[str, int]) -> list[Taken]:
    taken, wrong = [], []
    for number, row in enumerate(rows, 2):
        try:
            taken.append(_one(row, metrics))
        except (ValueError, KeyError, Invalid):
            wrong.append(str(number))
    if wrong:
        raise Invalid(
            N_(
                "Nothing was entered. Look at the lines %(lines)s: a criterion by its number or name, a day as in "
                "2026-11-30, and how many were found out of how many."
            ),
            field="lines",
            lines=wrong[:50],
        )
    return taken


def _one(row: list[str], metrics: Mapping[str, int]) -> Taken:
    """Raises ValueError or KeyError for a line that is none."""
    named, day, subgroup, found, out_of = (cell.strip() for cell in row)
    taken = Taken(
        metrics[named.casefold()],
        date.fromisoformat(day),
        _count(found),
        _count(out_of),
        line(subgroup)[:200],
    )
    if not taken.found <= taken.out_of > 0:
        raise ValueError(row)
    return taken


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 8):
        raise ValueError(typed)
    return int(typed)
