"""Rows for spreadsheet programs as CSV: nothing in a cell is ever computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"  # by which spreadsheet programs know UTF-8
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula, with or without apostrophes."""
    return f"'{cell}" if _computes(cell) else cell


def as_written(cell: str) -> str:
    """What a cell said before ``harmless``."""
    return cell[1:] if cell.startswith("'") and _computes(cell) else cell


def _computes(cell: str) -> bool:
    return bool(cell) and cell.lstrip("'").lstrip(" \n").startswith(BEGINS_A_FORMULA)


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Lines that end in CR LF (RFC 4180), every cell harmless. A file of them begins with ``BOM``."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()
