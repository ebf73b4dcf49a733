"""Rows of a list: what each tells of a person, and what is wrong at which column."""

import pytest

from cop.admission import spellings
from cop.admission.checking import Plan, check, known, read_row
from cop.intake.checking import WHOLE_ROW
from cop.intake.lists import Row
from cop.members.groups import BUILT_IN
from tests.intake.files import HEAD, LEK

GROUPS = [(group.key, group.name) for group in BUILT_IN]


@pytest.fixture
def plan(app):
    codes = frozenset({"TH", "LA", "VN", "TL", "MM", "SG"})
    with app.test_request_context():
        yield Plan(spellings.guess(HEAD), width=len(HEAD), codes=codes, groups=GROUPS)


def flaws(plan, *cells) -> list[tuple[int, str]]:
    return [(one.column, one.says) for one in read_row(Row(2, list(cells)), plan).problems]


def test_a_whole_row_tells_of_a_person(plan):
    told = read_row(Row(2, list(LEK)), plan).found
    assert (told.email, told.name, told.organisation, told.country, told.group_key) == (
        "lek@hospital.example.org", "Lek Suksai", "Ward 7", "TH", "professionals",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        (0, "", "There is no e-mail address"),
        (0, "lek@", "Enter the whole e-mail address"),
        (0, "lek@example.org, noi@example.org", "Enter the whole e-mail address"),
        (0, "lek\0@example.org", "invisible character"),
        (1, "", "There is no name"),
        (1, "x" * 121, "at most %(most)d characters"),
        (1, "a\u202eb", "invisible character"),
        (1, "x" * 2_001, "at most %(most)d characters"),
        (2, "y" * 161, "at most %(most)d characters"),
        (3, "", "There is no country"),
        (3, "Atlantis", "No country is called"),
        (4, "", "There is no group"),
        (4, "Wizards", "No group is called"),
    ],
)
def test_a_problem_stands_at_its_column(plan, column, cell, says):
    cells = [*LEK]
    cells[column] = cell
    (found,) = flaws(plan, *cells)
    assert found[0] == column
    assert says in found[1]


def test_every_problem_of_a_row_is_told(plan):
    assert [column for column, _says in flaws(plan, "", "", "", "Atlantis", "Wizards")] == [0, 1, 3, 4]
    assert [column for column, _says in flaws(plan, *LEK, "too", "many")] == [WHOLE_ROW]


def test_formulas_are_words(plan):
    """Indico 2.2.3; and an apostrophe that an export put there goes again."""
    for cell, name in (("=1+1", "=1+1"), ("'=1+1", "=1+1"), ("O'Brien", "O'Brien"), ("'t Hooft", "'t Hooft")):
        assert read_row(Row(2, [LEK[0], cell, *LEK[2:]]), plan).found.name == name


def test_the_same_address_twice_is_told_with_the_row_before(plan):
    rows = [Row(2, list(LEK)), Row(3, ["LEK@Hospital.example.org", *LEK[1:]])]
    first, second = check(rows, plan)
    assert first.found and not second.found
    assert second.problems[0].values == {"row": 2}


def test_who_is_here_already_is_told(plan):
    checked = read_row(Row(2, list(LEK)), plan)
    assert "has an account" in known(checked, plan, {LEK[0]}, set()).problems[0].says
    assert "invited already" in known(checked, plan, set(), {LEK[0]}).problems[0].says
    assert known(checked, plan, {"x"}, {"y"}) is checked


def test_what_a_row_leaves_out_is_filled_in(plan):
    filled = Plan({"email": 0, "given": 1, "family": 2}, "regulators", "LA", 3, plan.codes, GROUPS)
    told = read_row(Row(2, ["a@example.org", "Khamla", "Vong"]), filled).found
    assert (told.name, told.country, told.group_key) == ("Khamla Vong", "LA", "regulators")


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (("Email address", "First Name", "LAST_NAME"), {"email": 0, "given": 1, "family": 2}),
        (
            ("Nama lengkap", "Surel", "Negara", "Instansi"),
            {"name": 0, "email": 1, "country": 2, "organisation": 3},
        ),
        (("อีเมล", "ชื่อ-นามสกุล", "หน่วยงาน"), {"email": 0, "name": 1, "organisation": 2}),
        (("Họ và tên", "Quốc gia", "E-MAIL"), {"name": 0, "country": 1, "email": 2}),
        (("mail", "Mail", "colour"), {"email": 0}),
    ],
)
def test_columns_are_known_by_many_names(heads, found):
    assert spellings.guess(heads) == found


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("th", "TH"), ("Thailand", "TH"), ("Lao PDR", "LA"), ("Laos", "LA"), ("Viet Nam", "VN"), ("VIETNAM", "VN"),
        ("Timor-Leste", "TL"), ("East Timor", "TL"), ("Burma", "MM"), ("Myanmar (Burma)", "MM"), ("Mars", ""),
        ("France", ""),
    ],
)  # fmt: skip
def test_countries_are_known_by_code_and_name(plan, written, code):
    assert spellings.country(written, plan.codes) == code


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("regulators", "regulators"), ("Regulators and policymakers", "regulators"), ("Clinicians", "professionals"),
        ("NGO", "civil_society"), ("civil society", "civil_society"), ("hospital", "institutions"), ("wizard", ""),
    ],
)  # fmt: skip
def test_groups_are_known_by_key_name_and_member(written, key):
    assert spellings.group(written, GROUPS) == key
