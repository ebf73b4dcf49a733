"""Who gets where: every route and method, as every kind of person, upon the own, others' and closed things.

``grid.txt`` is what a person has read and agreed to. A change of permissions is a change of that table:
``pytest tests/trust/test_grid.py --write-grid`` writes it anew, and its difference is what a reviewer looks at.
``--grid-under /meetings`` asks, and writes, only what begins so.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.trust import probing
from tests.trust.canaries import KINDS

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("town")]

TABLE = Path(__file__).with_name("grid.txt")
HEAD = """\
What each kind of person meets at each address, by method.
  open  let in: the page is shown, or the act is taken (or refused for what was sent, not for who sent it)
  sign  asked to sign in        no  refused, with a sentence        -  as if there were nothing
"proof" at the end of a line: whoever is let in shows again who they are, unless they did lately; here all did.

Things: "public" lies in a space that everyone reads, "members" in one of all members, "closed" in a restricted one;
pilots are public, shared with members, or a draft; reports of incidents are read by everyone as a digest, by
members, by regulators, offered to a country, or read by their reporter and the secretariat alone.
calls for trials are a draft ("closed"), open, or judged; their proposals unsent, sent or judged.
early questions are shared with a colleague, or became guidance; "public" guidance is what everyone reads.
"own" is the person's own, "other" somebody else's.
People: appl asked to join and has no say yet; outs belongs to another restricted space only; ins to the closed one;
facil facilitates the shared and the closed space; regul is a verified regulator of the pilots' country, forgn of
another; edit leads the shared and the closed statement and wrote their threads; lead leads the pilots and the
published statement; memb reported the incidents, and lead answers for their developer; susp is suspended.
regul leads the calls, edit is of their team, ins reviews, lead proposes; lead asks regul early questions, and facil
reads one along.
Those last two, susp and appl, hold the session of a member all the same.

"""
SHORT = (
    "visit",
    "appl",
    "memb",
    "outs",
    "ins",
    "facil",
    "regul",
    "forgn",
    "edit",
    "lead",
    "offic",
    "admin",
    "susp",
)


def written(lines: list[str]) -> str:
    return HEAD + probing.line("", "", SHORT) + "\n" + "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def asked(pytestconfig, sweeping) -> Sequence[str]:
    """Everybody once; on the other database some, since it is the same code that lets them in."""
    everybody = sweeping or pytestconfig.getoption("--database") == "sqlite"
    return KINDS if everybody else ("lead", "officer")


@pytest.fixture(scope="module")
def under(pytestconfig) -> str:
    return pytestconfig.getoption("--grid-under")


@pytest.fixture(scope="module")
def met(house, town, asked, under) -> list[str]:
    return probing.grid(house, town, asked, under)


def rows() -> list[str]:
    return [line for line in TABLE.read_text().splitlines() if line.startswith(tuple(probing.OURS))]


def by_method(lines: list[str], kinds: Sequence[str]) -> dict[str, list[str]]:
    """What ``kinds`` meet, by method, route and label, however the methods stand together."""
    columns = [KINDS.index(kind) for kind in kinds]
    found = {}
    for line in lines:
        where, cells = probing.cells(line)
        assert len(cells) == len(KINDS), line
        methods, _space, place = where.partition(" ")
        found |= {f"{method} {place}": [cells[c] for c in columns] for method in methods.split("+")}
    return found


def test_every_kind_has_its_column():
    assert len(SHORT) == len(KINDS) >= 12


def test_every_route_has_an_example(house, town):
    assert [
        rule.rule for rule, _method in probing.rules(house) if not probing.examples(town, rule.rule)
    ] == []


def test_each_person_gets_where_the_table_says(met, asked, under, pytestconfig):
    if pytestconfig.getoption("--write-grid"):
        TABLE.write_text(written(probing.merged(rows(), met, under)))
    if asked is KINDS:
        assert TABLE.read_text() == written(probing.merged(rows(), met, under))
    told = [line for line in rows() if probing.rule_of(line).startswith(under)]
    assert by_method(met, asked) == by_method(told, asked)
