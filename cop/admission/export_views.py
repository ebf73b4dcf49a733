"""The members as a file, for officers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _

from cop.admission import export_actions, export_queries, permits
from cop.kernel import clock, sheets
from cop.kernel.errors import Missing
from cop.kernel.web import Pages, actor, answer, keep_nowhere, page

pages = Pages("exports", "/secretariat/export")


def _as_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    return sheets.as_csv(columns, rows)


def _as_xlsx(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    return sheets.as_xlsx(_("Members"), columns, rows)


KINDS: dict[str, tuple[str, Callable[[Sequence[str], Sequence[Sequence[str]]], bytes]]] = {
    "csv": (sheets.CSV, _as_csv),
    "xlsx": (sheets.XLSX, _as_xlsx),
}


@pages.get("", permits.may_export, fresh=True)
def choose() -> Any:
    return page("admission/export.html")


@pages.post("", permits.may_export, fresh=True)
def members() -> Any:
    """By a button, not a link: who takes everybody's address along is on record."""
    kind = request.form.get("kind", "csv")
    if kind not in KINDS:
        raise Missing()
    rows = list(export_queries.rows(clock.now()))
    mimetype, make = KINDS[kind]
    made = make(export_queries.columns(), rows)
    export_actions.note_export(actor(), kind, len(rows), actor=actor())
    keep_nowhere()
    return answer(made, mimetype, f"members.{kind}")
