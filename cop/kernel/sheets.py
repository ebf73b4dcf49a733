"""A table as a file for office programs: CSV with a mark, or a plain XLSX; nothing in a cell is ever computed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from importlib import import_module

from cop.kernel import cells

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark."""
    return (cells.BOM + cells.as_csv([columns, *rows])).encode()


def as_xlsx(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One plain sheet, its head fixed and every cell text."""
    excel, kinds = import_module("openpyxl"), import_module("openpyxl.cell")
    book = excel.Workbook(write_only=True)
    book.properties.title = title
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in (columns, *rows):
        made = [kinds.WriteOnlyCell(sheet, value=value) for value in row]
        for cell in made:
            cell.data_type, cell.quotePrefix = "s", True
        sheet.append(made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
