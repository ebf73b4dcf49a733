"""The report of dispositions as files for office programs: nothing in a cell is ever computed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from cop.kernel import cells
from cop.statements.report import Line

WIDTHS = (8, 12, 28, 12, 60, 60, 18, 60)  # of the columns, in characters
SHARES = (0.05, 0.08, 0.12, 0.08, 0.24, 0.21, 0.08, 0.14)  # of a page's width
LATIN, COMPLEX, EAST = "Noto Sans", "Noto Sans", "Noto Sans CJK SC"


def as_csv(columns: Sequence[str], lines: Sequence[Line]) -> bytes:
    """UTF-8 with a byte order mark."""
    return (cells.BOM + cells.as_csv([columns, *(line.cells for line in lines)])).encode()


def as_xlsx(title: str, columns: Sequence[str], lines: Sequence[Line]) -> bytes:
    """One sheet, its head fixed and every cell text."""
    excel = import_module("openpyxl")
    styles = import_module("openpyxl.styles")
    book = excel.Workbook()
    book.properties.title, sheet = title, book.active
    for row, words in enumerate([columns, *(line.cells for line in lines)], 1):
        for column, value in enumerate(words, 1):
            _fill(sheet.cell(row, column), value, styles, bold=row == 1)
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes, sheet.page_setup.orientation = "A2", "landscape"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    return _saved(book)


def _fill(cell: Any, value: str, styles: Any, *, bold: bool) -> None:
    cell.value, cell.data_type, cell.quotePrefix = value, "s", True
    cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
    cell.font = styles.Font(bold=bold)


def as_docx(title: str, says: str, columns: Sequence[str], lines: Sequence[Line]) -> bytes:
    """A table on pages laid across, its head repeated on each."""
    docx, section_types = import_module("docx"), import_module("docx.enum.section")
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, ""
    section = document.sections[0]
    section.orientation = section_types.WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    _fonts(document.styles["Normal"], docx.shared.Pt(8))
    document.add_heading(title, 1)
    document.add_paragraph(says)
    width = section.page_width - section.left_margin - section.right_margin
    _table(document, columns, lines, [int(width * share) for share in SHARES])
    return _saved(document)


def _fonts(style: Any, size: Any) -> None:
    """For every script: a name alone sets the Latin one."""
    style.font.name, style.font.size = LATIN, size
    fonts = style.element.rPr.rFonts
    oxml = import_module("docx.oxml.ns")
    fonts.set(oxml.qn("w:cs"), COMPLEX)
    fonts.set(oxml.qn("w:eastAsia"), EAST)


def _table(document: Any, columns: Sequence[str], lines: Sequence[Line], widths: Sequence[int]) -> None:
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    table.autofit = False
    _row(table, columns, widths)
    for line in lines:
        _row(table, line.cells, widths)
    head, oxml = table.rows[0], import_module("docx.oxml")
    head._tr.get_or_add_trPr().append(oxml.OxmlElement("w:tblHeader"))
    for cell in head.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _row(table: Any, cells: Sequence[str], widths: Sequence[int]) -> None:
    for cell, value, width in zip(table.add_row().cells, cells, widths, strict=True):
        cell.text, cell.width = value, width


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
