"""The report as files: the same table in each, in every script, and nothing in it is computed."""

import csv
import io
from importlib import import_module

import pytest

from cop.kernel.cells import BOM, harmless
from cop.statements import actions
from cop.statements.report import Line
from cop.statements.report_files import as_csv, as_docx, as_xlsx
from cop.statements.rules import Disposition
from tests.people import sign_in
from tests.statements import stage

COLUMNS = ("Number", "Clause", "From", "Kind", "Comment", "Proposed change", "Disposition", "Reason")
WORDS = ["=1+1", "@SUM(A1)", "+44", "-2", "\t=x", "เครื่องมือ", "ឧបករណ៍", 'a "quoted", cell', "two\nlines", " =1"]
FORMULA = '=HYPERLINK("http://evil.example","x")'


def line(*words):
    return Line(*words[:8])


def read(kind, made):
    """The cells of the file as text."""
    if kind == "csv":
        assert made.startswith(BOM.encode())
        return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    if kind == "xlsx":
        sheet = import_module("openpyxl").load_workbook(io.BytesIO(made)).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
        return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    table = import_module("docx").Document(io.BytesIO(made)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


MAKERS = {
    "csv": lambda lines: as_csv(COLUMNS, lines),
    "xlsx": lambda lines: as_xlsx("Title", COLUMNS, lines),
    "docx": lambda lines: as_docx("Title", "Says", COLUMNS, lines),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_word_is_in_its_cell(kind):
    found = read(kind, MAKERS[kind]([line(*[word] * 8) for word in WORDS]))
    assert tuple(found[0]) == COLUMNS
    expected = [harmless(word) if kind == "csv" else word for word in WORDS]
    assert [row[4].replace("\r\n", "\n") for row in found[1:]] == expected


def test_the_report_is_the_same_as_page_and_in_each_file(client):
    cast = stage.cast()
    statement = stage.consulted(cast)
    first = actions.comment(statement, 2, "Who says so?", "Some people are hurt.", actor=cast.bob)
    second = actions.comment(statement, None, FORMULA, actor=cast.carol)
    third = actions.comment(statement, None, "Regretted.", actor=cast.carol)
    actions.dispose(first, Disposition.ACCEPTED_IN_PART, "Some words.", actor=cast.alice)
    actions.withdraw_comment(third, actor=cast.carol)
    sign_in(client, cast.bob)
    here = f"/statements/{statement.slug}/report"
    shown = client.get(here).text
    for kind in MAKERS:
        found = client.get(f"{here}.{kind}")
        assert found.status_code == 200
        assert f"{statement.slug}-comments.{kind}" in found.headers["Content-Disposition"]
        rows = read(kind, found.data)
        assert rows[0] == list(COLUMNS)
        assert [row[0] for row in rows[1:]] == ["1", "2", "3"]
        assert rows[1][3:] == [
            "Amendment", "Who says so?", "Some people are hurt.", "Accepted in part", "Some words.",
        ]  # fmt: skip
        assert rows[2][4] == (f"'{FORMULA}" if kind == "csv" else FORMULA)
        assert rows[3][4:7] == ["", "", "Withdrawn by its author"]
        assert all(cell in shown for cell in rows[1][3:])
    assert "Regretted" not in shown
    assert second.number == 2


def test_the_report_is_for_readers_of_the_work(client, app):
    cast = stage.cast("restricted")
    statement = stage.consulted(cast)
    for path in ("report", "report.csv", "report.xlsx", "report.docx"):
        assert client.get(f"/statements/{statement.slug}/{path}").status_code in (302, 404)
