"""The report of dispositions, as a page and as files to take along."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _

from cop.kernel.web import answer, page
from cop.statements import comment_queries, permits, reading, report, report_files
from cop.statements.models import Statement
from cop.statements.sentences import counted
from cop.statements.views import pages

OFFICE = "application/vnd.openxmlformats-officedocument"
SHEET, DOCUMENT = f"{OFFICE}.spreadsheetml.sheet", f"{OFFICE}.wordprocessingml.document"


@pages.get("/<address>/report", permits.may_read_work, reading.in_work)
def dispositions(statement: Statement) -> str:
    found = comment_queries.reported(statement, request.args.get("cursor", ""))
    return page(
        "statements/report.html",
        statement=statement,
        found=found,
        columns=report.columns(),
        lines=report.lines(found.rows),
        counted=counted(statement),
    )


@pages.get("/<address>/report.csv", permits.may_read_work, reading.in_work)
def dispositions_csv(statement: Statement) -> Any:
    made = report_files.as_csv(report.columns(), report.whole(statement))
    return answer(made, "text/csv", f"{statement.address}-comments.csv")


@pages.get("/<address>/report.xlsx", permits.may_read_work, reading.in_work)
def dispositions_xlsx(statement: Statement) -> Any:
    made = report_files.as_xlsx(_title(statement), report.columns(), report.whole(statement))
    return answer(made, SHEET, f"{statement.address}-comments.xlsx")


@pages.get("/<address>/report.docx", permits.may_read_work, reading.in_work)
def dispositions_docx(statement: Statement) -> Any:
    said = report.whole(statement)
    made = report_files.as_docx(_title(statement), counted(statement), report.columns(), said)
    return answer(made, DOCUMENT, f"{statement.address}-comments.docx")


def _title(statement: Statement) -> str:
    return _("Comments and answers: %(title)s", title=statement.title)
