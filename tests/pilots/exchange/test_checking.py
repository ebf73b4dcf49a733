"""Lines of a registry's table: what each tells of a pilot, and what is wrong at which column."""

from datetime import UTC, datetime

import pytest

from cop.intake.checking import WHOLE_ROW
from cop.intake.lists import Row
from cop.pilots.exchange import flat
from cop.pilots.exchange.cells import Plan
from cop.pilots.exchange.checking import check, known, read_row
from cop.pilots.exchange.entries import Mode

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEADS = [*flat.columns(["SG"]), "price"]
STANDS = {
    "uid": "COP-2025-0003",
    "address": "https://other.example.org/pilots/COP-2025-0003",
    "title": "Triage",
    "registered": "2025-03-01T08:00:00Z",
    "submitted": "2025-03-02T08:00:00Z",
    "public_since": "2025-04-01T08:00:00Z",
    "languages": "th; km",
    "criteria": "Sensitivity|at least 90 %|two readers|children|9|10",
    "SG.state": "active",
    "SG.since": "2025-05-01T08:00:00Z",
    "SG.attestation": "regulator_attested",
    "SG.decision": "approved",
    "SG.instrument": "Act 12",
    "SG.reference": "REF 1",
    "SG.decided_on": "2025-04-01",
    "SG.sites": "district|North||5||\nprimary|South|3||Clinic|Nurse",
}


def plan(mode=Mode.RECORDED):
    columns = {name: place for place, name in enumerate(HEADS)}
    return Plan(columns, len(HEADS), mode, frozenset({"SG", "MY"}), NOW)


def row(number=2, **cells):
    said = STANDS | {name.replace("__", "."): value for name, value in cells.items()}
    return Row(number, [said.get(name, "") for name in HEADS])


def flaws(mode=Mode.RECORDED, **cells):
    return [(HEADS[one.column], one.says) for one in read_row(row(**cells), plan(mode)).problems]


def test_a_whole_line_tells_of_a_pilot():
    entry = read_row(row(), plan()).found
    assert (entry.uid, entry.answers["title"], entry.answers["languages"]) == (
        "COP-2025-0003", "Triage", ["th", "km"],
    )  # fmt: skip
    (one,) = entry.countries
    assert (one.country, one.state, one.decision["reference"]) == ("SG", "active", "REF 1")
    assert [(site["taking_part"], site["kept_back"]) for site in one.sites] == [(None, True), (3, False)]
    assert entry.criteria[0]["found"] == 9


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("title", "", "keeps a title"),
        ("title", "x" * 101, "at most"),
        ("title", "a\u202eb", "invisible character"),
        ("area", "astrology", "Write one of"),
        ("autonomy", "yes", "Write one of"),
        ("target_n", "many", "Write a number"),
        ("target_n", "-1", "Write a number"),
        ("planned_start", "2026-02-30", "not a date that exists"),
        ("languages", "Thai language", "Write language codes"),
        ("public_contact", "nobody", "Enter the whole e-mail"),
        ("uid", "7", "is like COP"),
        ("address", "the web", "Write the whole link"),
        ("registered", "yesterday", "as the registry's own export"),
        ("registered", "2027-01-01T00:00:00Z", "yet to come"),
        ("submitted", "", "missing"),
        ("criteria", "Sensitivity|90|readers||11|10", "more than the denominator"),
        ("criteria", "Sensitivity", "as the registry's own export"),
        ("criteria_sha256", "0" * 64, "not those that this hash"),
        ("amendments", "2|2025-06-01T00:00:00Z|changed|why||||||||", "as the registry's own export"),
        ("countries", "Atlantis", "Write countries"),
        ("SG.state", "sold", "Write one of"),
        ("SG.state", "draft", "nobody has asked"),
        ("SG.state", "refused", None),
        ("SG.since", "", "missing"),
        ("SG.attestation", "certain", "Write one of"),
        ("SG.decision", "none", "does not go with the state"),
        ("SG.reference", "", "legal basis"),
        ("SG.decided_on", "2026-12-24", "lies in the future"),
        ("SG.link", "x", "Write the whole link"),
        ("SG.held_by", "lead", "Who suspended it"),
        ("SG.refusal", "risk", "only of a refusal"),
        ("SG.amdd_class", "E", "Write one of"),
        ("SG.sites", "castle|North||||", "Write one of"),
        ("SG.conditions", "||maybe||", "as the registry's own export"),
        ("price", "1", "Nothing is kept under this name"),
    ],
)  # fmt: skip
def test_a_problem_stands_at_its_column(column, cell, says):
    found = dict(flaws(**{column.replace(".", "__"): cell}))
    if says is None:
        assert "SG.decision" in found
        return
    assert says in found[column]


def test_every_problem_of_a_line_is_told():
    assert {name for name, _says in flaws(title="", area="x", SG__state="x", languages="?")} == {
        "title", "area", "SG.state", "languages",
    }  # fmt: skip


def test_a_decision_needs_a_document():
    assert "address" in dict(flaws(address=""))
    assert flaws(address="", SG__link="https://gazette.example.org/7") == []


def test_a_draft_asks_for_less_and_reads_no_decision():
    assert flaws(Mode.DRAFTS, registered="?", submitted="", SG__state="?", address="") == []
    entry = read_row(row(), plan(Mode.DRAFTS)).found
    assert (entry.countries[0].state, entry.countries[0].decision) == ("draft", {})


def test_a_line_that_is_too_long_and_a_column_that_is_not_there_are_told_of_the_whole():
    long = Row(2, [*row().cells, "more"])
    assert [one.column for one in read_row(long, plan()).problems] == [WHOLE_ROW]
    columns = {"title": 0, "SG.state": 1}
    narrow = Plan(columns, 2, Mode.RECORDED, frozenset({"SG"}), NOW)
    told = read_row(Row(2, ["Triage", "approved"]), narrow).problems
    assert {one.values.get("name") for one in told} >= {"registered", "SG.since"}


def test_a_number_is_taken_once():
    first, second = check([row(2), row(5)], plan())
    assert first.found and second.problems[0].values == {"row": 2}
    assert known(first, plan(), {"COP-2025-0003"}).problems[0].column == HEADS.index("uid")
    assert known(first, plan(Mode.DRAFTS), {"COP-2025-0003"}) is first
