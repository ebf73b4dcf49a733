"""Reading a file of codes: what each row says, and what is wrong with it. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cop.kernel.errors import N_, Invalid, Refused
from cop.kernel.text import line

CODE = re.compile(r"[A-F][0-9]{2}(?:[0-9]{2}){0,2}")
MOST_ROWS, LONGEST_LABEL = 5_000, 200


@dataclass(frozen=True)
class Row:
    """``number`` as a spreadsheet counts; ``wrong``: a message id, "" for a row that can be taken."""

    number: int
    code: str
    label: str
    wrong: str = ""


def read(text: str) -> list[Row]:
    """Rows of a CSV with the columns code and label. Raises Invalid for what is no such table."""
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    except csv.Error as error:
        raise Invalid(
            N_("This is no CSV file. Save the table as CSV and choose it again."), field="text"
        ) from error
    heads = [head.strip().casefold() for head in rows[0]] if rows else []
    if "code" not in heads or "label" not in heads:
        raise Invalid(N_("The first row has to name the columns “code” and “label”."), field="text")
    if len(rows) > MOST_ROWS + 1:
        raise Invalid(N_("At most %(most)d rows fit. Split the file."), field="text", most=MOST_ROWS)
    return list(_checked(rows[1:], heads.index("code"), heads.index("label")))


def _checked(rows: list[list[str]], code_at: int, label_at: int) -> Iterator[Row]:
    seen: set[str] = set()
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        code, label = (cells[at].strip() if at < len(cells) else "" for at in (code_at, label_at))
        row = _row(number, code.upper(), label, seen)
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
