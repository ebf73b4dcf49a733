"""Reading a file of codes: what each row says, and what is wrong with it. Pure.

A code is a letter from A to F (the annex) and pairs of digits, each pair below the one before it: A11, A1102, A110202.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cop.kernel.errors import N_, Invalid, Refused
from cop.kernel.text import line

CODE = re.compile(r"[A-F][0-9]{2}(?:[0-9]{2}){0,2}")
BEGINS = re.compile(r"[A-F][0-9]{0,6}")
TOP = 3
"""How long the codes are that stand directly below an annex."""
MOST_ROWS, LONGEST_LABEL = 5_000, 200
LABELS = ("label", "term")


@dataclass(frozen=True)
class Row:
    """``number`` as a spreadsheet counts; ``wrong``: a message id, "" for a row that can be taken."""

    number: int
    code: str
    label: str
    wrong: str = ""


def above(code: str) -> list[str]:
    """The codes that a code stands below, the widest first."""
    return [code[:length] for length in range(TOP, len(code), 2)]


def read(text: str) -> list[Row]:
    """Rows of a CSV with the columns code and label, or of a JSON list of such objects; "term" is as good as "label".

    Raises Invalid for what is neither.
    """
    plain = text.removeprefix("\ufeff").strip()
    found = _objects(plain) if plain.startswith("[") else _lines(plain)
    if len(found) > MOST_ROWS:
        raise Invalid(N_("At most %(most)d rows fit. Split the file."), field="text", most=MOST_ROWS)
    return list(_checked(found))


def _objects(text: str) -> list[tuple[int, str, str]]:
    try:
        return [_named(number, one) for number, one in enumerate(json.loads(text), start=1)]
    except (ValueError, AttributeError, RecursionError) as error:
        raise Invalid(
            N_("This is no JSON list of objects, each with “code” and “label”."), field="text"
        ) from error


def _named(number: int, one: dict[str, Any]) -> tuple[int, str, str]:
    by_key = {key.casefold(): str(value) for key, value in one.items()}
    return number, by_key.get("code", ""), next((by_key[key] for key in LABELS if key in by_key), "")


def _lines(text: str) -> list[tuple[int, str, str]]:
    try:
        rows = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise Invalid(
            N_("This is no CSV file. Save the table as CSV and choose it again."), field="text"
        ) from error
    heads = [head.strip().casefold() for head in rows[0]] if rows else []
    label = next((key for key in LABELS if key in heads), "")
    if "code" not in heads or not label:
        raise Invalid(N_("The first row has to name the columns “code” and “label”."), field="text")
    code_at, label_at = heads.index("code"), heads.index(label)
    return [
        (number, _cell(cells, code_at), _cell(cells, label_at))
        for number, cells in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _checked(found: list[tuple[int, str, str]]) -> Iterator[Row]:
    seen: set[str] = set()
    for number, code, label in found:
        row = _row(number, code.strip().upper(), label.strip(), seen)
        seen |= set() if row.wrong else {row.code}
        yield row


def _row(number: int, code: str, label: str, seen: set[str]) -> Row:
    wrong = ""
    if not CODE.fullmatch(code):
        wrong = N_("A code is a letter from A to F and two, four or six digits.")
    elif code in seen:
        wrong = N_("This code stands in the file twice.")
    elif not label or len(label) > LONGEST_LABEL:
        wrong = N_("A label has between 1 and 200 characters.")
    else:
        try:
            label = line(label)
        except Refused:
            wrong = N_("The label holds an invisible character.")
    return Row(number, code, label, wrong)
