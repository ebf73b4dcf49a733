"""Readings as lines of a file: all or none, each wrong line named."""

from datetime import date

import pytest

from cop.kernel.errors import Invalid
from cop.pilots.measure_lines import read
from cop.pilots.measure_rules import Taken

HEAD = "criterion,day,subgroup,found,out_of\n"
METRICS = {"1": 7, "sensitivity": 7}


def test_lines_are_read_by_number_or_name_and_either_separator():
    expected = [Taken(7, date(2026, 11, 1), 9, 10), Taken(7, date(2026, 11, 2), 0, 5, "women")]
    text = HEAD + "1,2026-11-01,,9,10\nSensitivity,2026-11-02,women,0,5\n\n"
    assert read(text, METRICS) == expected
    assert read("\ufeff" + text.replace(",", ";"), METRICS) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2,2026-11-01,,9,10",
        "1,2026-11-31,,9,10",
        "1,2026-11-01,,11,10",
        "1,2026-11-01,,0,0",
        "1,2026-11-01,,-1,10",
        "1,2026-11-01,,9.5,10",
        "1,2026-11-01,,9,10000000",
        "1,2026-11-01,,٣,10",
        "1,2026-11-01,9,10",
        "1,2026-11-01,wo\u202emen,9,10",
    ],
)
def test_each_wrong_line_is_named_and_none_is_read(line):
    with pytest.raises(Invalid) as refused:
        read(f"{HEAD}1,2026-11-01,,9,10\n{line}\n", METRICS)
    assert refused.value.values["lines"] == ["3"]


@pytest.mark.parametrize(
    "text", ["", "\n", "day,found\n", "x" * 300_000, HEAD + "1,2026-11-01,,1,2\n" * 2_001]
)
def test_what_is_no_such_file_is_refused(text):
    with pytest.raises(Invalid):
        read(text, METRICS)
