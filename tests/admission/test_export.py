"""Members as a file: who takes it, what stands in it, and that it is on record."""

import csv
import io
from importlib import import_module

import pytest
from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.ledger import Entry
from tests.people import administrator, member, officer, sign_in


def cells(kind: str, made: bytes) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    sheet = import_module("openpyxl").load_workbook(io.BytesIO(made)).active
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_everyone_on_record_is_in_it_and_nothing_is_computed(app, kind):
    """Indico 2.2.3."""
    olga = officer()
    member("=1+1", languages=["th", "en"])
    member("Nina", state="awaiting", active_at=None)
    member("Gone", state="left")
    answer = sign_in(app.test_client(), olga).post("/secretariat/export", data={"kind": kind})
    head, *rows = cells(kind, answer.data)
    assert answer.headers["Cache-Control"] == "no-store"
    assert head[:3] == ["Name", "E-mail", "Organisation"]
    assert [row[0] for row in rows] == ["'=1+1" if kind == "csv" else "=1+1", "Nina", "Olga"]
    assert (rows[2][5], rows[2][6], rows[1][5]) == ("active", "officer", "awaiting")
    taken = db.session.scalars(select(Entry).where(Entry.verb == "members_exported")).one()
    assert (taken.actor, taken.facts) == (olga.ref, {"kind": kind, "rows": 3})


def test_officers_alone_take_it_and_by_a_button(app):
    for who in (member("Alice"), administrator()):
        assert sign_in(app.test_client(), who).post("/secretariat/export").status_code == 403
    olga = sign_in(app.test_client(), officer())
    assert "E-mail" not in olga.get("/secretariat/export").text
    assert olga.post("/secretariat/export", data={"kind": "exe"}).status_code == 404
