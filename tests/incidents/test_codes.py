"""Codes: read from files, tried before they are taken, found by words, given to reports."""

import csv
import io
import json
from pathlib import Path

import pytest

from cop.incidents import choices, code_actions, code_queries, code_rules
from cop.incidents.code_models import Code
from cop.incidents.code_rules import above, read
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, Invalid
from tests import people
from tests.incidents import stories

GOOD = "code,label\nA04,Results too late\na0401,Not at all\n\nF02,Longer stay\n"
SHIPPED = Path(code_rules.__file__).parents[1] / "data" / "adverse_event_codes.csv"


@pytest.fixture
def cast(app):
    return stories.Cast()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (GOOD, 0),
        ("label,code\nX,A04\n", 0),
        ("code,label\nG01,X\nA4,X\nA04,\nA04,X\nA04,Y\n", 4),
        ("\ufeffCode,Label\nB01," + "x" * 201, 1),
        ("code,label\nC01,a\x07b\n", 1),
        ("code,definition,term\nC01,Long,Short\n", 0),
        ('[{"code": "A11", "term": "Software"}, {"Code": "A1102", "label": "Program"}]', 0),
        ('[{"code": "A", "term": "All"}, {"term": "x"}, {"code": "B01", "label": null}]', 2),
    ],
)
def test_every_row_is_looked_at(text, wrong):
    assert sum(bool(row.wrong) for row in read(text)) == wrong


NO_TABLES = ["", "name,words\n", "\0", "code;label\nA01;X", "[1]", "[", "[" * 9_000, '["A01"]', "{}"]


@pytest.mark.parametrize("text", NO_TABLES)
def test_what_is_no_table_is_refused(text):
    with pytest.raises(Invalid):
        read(text)


def test_what_comes_along_is_whole():
    """Every row can be taken, every annex is there, and each code stands below one that is there too."""
    rows = read(SHIPPED.read_text(encoding="utf-8"))
    codes = {row.code for row in rows}
    assert [row for row in rows if row.wrong] == [] and len(rows) > 500
    assert {code[0] for code in codes} == set(choices.ANNEXES)
    assert {wide for code in codes for wide in above(code)} <= codes
    assert [row.code for row in rows] == sorted(codes)


def test_codes_are_taken_whole_or_not_at_all_and_relabelled(cast):
    with pytest.raises(Invalid):
        code_actions.import_codes("code,label\nA04,Fine\nG1,Wrong\n", actor=cast.officer)
    assert code_actions.import_codes(GOOD, actor=cast.officer) == 3
    code_actions.import_codes("code,label\nA04,Came too late\n", actor=cast.officer)
    labels = [one.label for one in code_queries.every()]
    assert labels == ["Came too late", "Not at all", "Longer stay"]
    with pytest.raises(Forbidden):
        code_actions.import_codes(GOOD, actor=cast.member)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["A04", "F02"]),
        ("a04", ["A04", "A0401"]),
        ("TOO results", ["A04"]),
        ("100%", []),
        ("too_late", []),
    ],
)
def test_a_code_is_found_by_its_words_or_its_beginning(cast, asked, found):
    code_actions.import_codes(GOOD, actor=cast.officer)
    assert [one.code for one in code_queries.found(asked)] == found


def test_a_code_is_told_with_what_it_stands_below(cast):
    code_actions.import_codes(GOOD, actor=cast.officer)
    assert code_queries.found("a0401")[0].words == "A0401 Results too late › Not at all"


def browser(app, who):
    return people.sign_in(app.test_client(), who)


def test_codes_are_looked_up_and_given_without_script(app, cast):
    code_actions.import_codes(GOOD, actor=cast.officer)
    one = stories.report(cast)
    client, address = browser(app, cast.nurse), f"/incidents/{one.uid}/codes"
    assert 'value="A0401"' in client.get(f"{address}?q=not+at").text
    assert client.post(f"{address}?q=not+at", data={"found": "A0401"}).status_code == 303
    assert "Not at all" in client.get(f"/incidents/{one.uid}").text
    more = {"given": "A0401", "found": "F02"}
    assert client.post(address, data=more).status_code == 303
    assert [code.code for code in code_queries.of(one)] == ["A0401", "F02"]
    assert client.post(address, data={"given": "F02"}).status_code == 303
    assert [code.code for code in code_queries.of(one)] == ["F02"]
    assert "A99" in client.post(address, data={"found": "A99"}).text


def test_the_file_is_tried_before_it_is_taken(app, cast):
    client, address = browser(app, cast.officer), "/incidents/codes/import"
    page = client.post(address, data={"text": GOOD + "Z,x\n"}).text
    assert "3 rows can be taken" in page and "Row 6" in page
    assert "Choose a file" in client.post(address, data={}).text
    assert db.session.query(Code).count() == 0
    made = json.dumps([{"code": "A11", "term": "Software"}]).encode()
    tried = client.post(address, data={"file": (io.BytesIO(made), "codes.json")}).text
    assert "1 row can be taken" in tried and "&#34;A11&#34;" in tried  # to be sent again without the file
    sent = {"file": (io.BytesIO(GOOD.encode("utf-16")), "codes.csv"), "taken": "y"}
    assert client.post(address, data=sent).status_code == 303
    taken = client.get("/incidents/codes/list.csv").text.removeprefix("\ufeff")
    assert [row[0] for row in csv.reader(io.StringIO(taken))] == ["code", "A04", "A0401", "F02"]


def test_the_list_is_looked_through_by_members(app, cast):
    code_actions.import_codes(GOOD, actor=cast.officer)
    page = browser(app, cast.member).get("/incidents/codes/?q=longer").text
    assert "Longer stay" in page and "Results too late" not in page and "from a file" not in page
    assert "No code has these words" in browser(app, cast.member).get("/incidents/codes/?q=zzz").text
