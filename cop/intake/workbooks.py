"""The first sheet of an XLSX file as rows of text. The file is a packed folder: what it unpacks to is looked at first."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from importlib import import_module
from itertools import islice
from typing import Any

from cop.intake.limits import PARTS, UNPACKED, Limits
from cop.kernel.errors import N_, Invalid

DECLARES = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)"
)
"""In UTF-8 and UTF-16: a document type, by which a small file could say that it means a huge one."""
LAST_ROW = 2**20  # of a sheet, by its format
HEAD = 65_536  # bytes of a part in which such a declaration would stand
UNREADABLE = N_(
    "The file cannot be read as XLSX. Open it in a spreadsheet program and save it anew, or as CSV."
)


def rows(content: bytes, limits: Limits) -> list[tuple[int, list[str]]]:
    """(row number, cells) of the first sheet, at most one more than a list may have; formulas as last computed.

    Raises Invalid at ``file``.
    """
    _demand_harmless(content)
    excel = import_module("openpyxl")
    try:
        book = excel.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return list(islice(_rows(book.worksheets[0], limits), limits.rows + 2))
    except Exception as error:  # of a broken file, the library raises whatever it stumbles over
        raise Invalid(UNREADABLE, field="file") from error


def _demand_harmless(content: bytes) -> None:
    """As packed files are read here, no part gives out more than the size it declares."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            parts = folder.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise Invalid(
                    N_("The file unpacks to more than %(most)d MB. Copy the list alone into a new file."),
                    field="file",
                    most=UNPACKED // 2**20,
                )
            declares = any(DECLARES.search(folder.open(part).read(HEAD)) for part in parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Invalid(UNREADABLE, field="file") from error
    if declares:
        raise Invalid(UNREADABLE, field="file")


def _rows(sheet: Any, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Those that hold something; one column more than is taken, so that too many show."""
    found = sheet.iter_rows(values_only=True, max_row=LAST_ROW, max_col=limits.columns + 1)
    for number, values in enumerate(found, 1):
        cells = [_text(value)[: limits.cell + 1] for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield number, cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
