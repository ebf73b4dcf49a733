"""A file as rows of text: CSV in the encodings and with the separators that office programs write, or XLSX.

Nothing of a file is trusted: its size, its packing, the number of its rows and columns are held to limits before it is
read. Raises Invalid, at the field ``file``, with a sentence that says what to do.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from cop.intake import workbooks
from cop.intake.limits import USUAL, Limits
from cop.kernel.errors import N_, Invalid

ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "cp874")
"""UTF-8 with or without a mark, UTF-16 with one, and what Windows writes in the West and in Thailand (TIS-620)."""
SEPARATORS = (",", ";", "\t")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
PACKED = b"PK\x03\x04"


@dataclass(frozen=True)
class Row:
    """``number`` as a spreadsheet counts, the head being 1."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """``read_as`` says how the file was read: kind, encoding, separator."""

    heads: list[str]
    rows: list[Row]
    read_as: str


def read(content: bytes, encoding: str = "", limits: Limits = USUAL) -> Table:
    """``encoding``: one of ENCODINGS, or "" to find out."""
    if not content.strip():
        raise _refused(N_("The file is empty. Choose the list, as CSV or XLSX."))
    if len(content) > limits.largest:
        raise _refused(
            N_("The file is larger than %(most)d MB. Take out pictures and other sheets, or split the list."),
            most=limits.largest // 2**20,
        )
    if content.startswith(OLD_EXCEL):
        raise _refused(
            N_("This is an old Excel file, or one with a password. Save it as XLSX or CSV without one.")
        )
    if content.startswith(PACKED):
        return _table([Row(*found) for found in workbooks.rows(content, limits)], "XLSX", limits)
    text, found = _decoded(content, encoding)
    text, separator = _separated(text)
    named = "TAB" if separator == "\t" else f"“{separator}”"
    return _table(_records(text, separator, limits), f"CSV, {found.upper()}, {named}", limits)


def _refused(message: str, **values: object) -> Invalid:
    return Invalid(message, field="file", **values)


def _table(found: list[Row], read_as: str, limits: Limits) -> Table:
    if len(found) < 2:
        raise _refused(
            N_(
                "Nothing follows the first row of the file. It names the columns; each row after it tells of one."
            )
        )
    if len(found) > limits.rows + 1:
        raise _refused(
            N_("The list has more than %(most)d rows. Split it into several files."), most=limits.rows
        )
    heads, *rows = found
    if max(len(row.cells) for row in found) > limits.columns:
        raise _refused(
            N_("The list has more than %(most)d columns. Take out those that are not needed."),
            most=limits.columns,
        )
    return Table([head.strip() for head in heads.cells], rows, read_as)


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    wanted = encoding if encoding in ENCODINGS else guessed(content)
    try:
        return content.decode(wanted).lstrip("\ufeff"), wanted.removesuffix("-sig")
    except UnicodeDecodeError as error:
        raise _refused(
            N_(
                "The file is not text in the encoding %(encoding)s. Choose another one, or save it as CSV UTF-8."
            ),
            encoding=wanted,
        ) from error


def guessed(content: bytes) -> str:
    """The encoding that fits: by its mark, by being valid, and of two old ones by how foreign letters stand together.

    Thai words are whole runs of them; in Western texts they stand alone between plain letters.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8-sig"
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", content)]
    return "cp874" if sum(n for n in runs if n > 2) * 2 > sum(runs) else "cp1252"


def _separated(text: str) -> tuple[str, str]:
    """The text, and what stands between its cells; a first line ``sep=;`` is what spreadsheet programs go by."""
    said = re.match(r"sep=([,;\t])\r?\n", text, re.IGNORECASE)
    if said:
        return text[said.end() :], said[1]
    head = text.lstrip().partition("\n")[0]
    return text, max(SEPARATORS, key=head.count)


def _records(text: str, separator: str, limits: Limits) -> list[Row]:
    """Those that hold something, and one more than is taken, so that too many show."""
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, [cell[: limits.cell + 1] for cell in cells]))
            if len(rows) > limits.rows + 1:
                break
    except csv.Error as error:
        raise _refused(
            N_("Row %(row)d cannot be read: a quotation mark there is not closed, or the cell is too long."),
            row=number + 1,
        ) from error
    return rows
