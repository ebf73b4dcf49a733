"""Citations in three forms: whatever the title holds, each stays what it says it is."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.statements import citing
from cop.statements.citing import Cited

ONE = Cited(
    "JS-2026-001", "On 50% of {cases} & $5_000", "Community of Practice", date(2026, 3, 4),
    "https://example.org/statements/JS-2026-001", "en", "ab" * 32,
)  # fmt: skip
SCRIPTS = ("ເຄື່ອງມື", "เครื่องมือ", "ឧបករណ៍", "ကိရိယာ", "工具", "கருவி", "Công cụ", "أداة")


def test_a_plain_citation_is_one_line():
    assert citing.plain(replace(ONE, remark="Withdrawn")) == (
        "Community of Practice. On 50% of {cases} & $5_000 [Withdrawn]. JS-2026-001, 2026-03-04. "
        "https://example.org/statements/JS-2026-001"
    )


def test_bibtex_is_escaped_for_latex():
    made = citing.bibtex(ONE)
    assert made.startswith("@techreport{JS-2026-001,\n")
    assert r"title = {{On 50\% of \{cases\} \& \$5\_000}}," in made
    assert "  month = mar,\n" in made
    assert "  url = {https://example.org/statements/JS-2026-001},\n" in made


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_no_title_breaks_out_of_its_entry(title):
    made = citing.bibtex(replace(ONE, title=title, remark=title))
    bare = re.sub(r"\\[{}$&#%_]", "", made)
    depth = 0
    for character in bare:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert not set("$#~^") & set(bare)
    (item,) = json.loads(citing.csl(replace(ONE, title=title)))
    assert item["title"] == title


@pytest.mark.parametrize("title", SCRIPTS)
def test_every_script_stays_as_it_is(title):
    it = replace(ONE, title=title)
    assert all(title in made for made in (citing.plain(it), citing.bibtex(it), citing.csl(it)))


def test_csl_says_what_became_of_it():
    (item,) = json.loads(citing.csl(replace(ONE, remark="Withdrawn")))
    assert item["issued"] == {"date-parts": [[2026, 3, 4]]}
    assert (item["status"], item["author"]) == ("Withdrawn", [{"literal": "Community of Practice"}])
    assert "status" not in json.loads(citing.csl(ONE))[0]
