"""The rule of speech: what each tells, and that nobody is told of later who relied on it."""

import pytest

from cop.kernel.errors import IllegalMove
from cop.spaces.speech_rules import ORDER, demand_kept, names_groups, names_people, strictest


@pytest.mark.parametrize(
    ("rule", "people", "groups"),
    [("attributed", True, True), ("group", False, True), ("chatham", False, False)],
)
def test_each_rule_tells_less_than_the_one_before(rule, people, groups):
    assert (names_people(rule), names_groups(rule)) == (people, groups)


@pytest.mark.parametrize("before", ORDER)
@pytest.mark.parametrize("after", ORDER)
def test_a_promise_that_was_relied_on_only_becomes_stricter(before, after):
    demand_kept(before, after, relied_on=False)
    if ORDER.index(after) >= ORDER.index(before):
        demand_kept(before, after, relied_on=True)
    else:
        with pytest.raises(IllegalMove, match="only become stricter"):
            demand_kept(before, after, relied_on=True)


def test_where_rules_come_together_the_strictest_holds():
    assert strictest("attributed", "chatham", "group") == "chatham"
    assert strictest("attributed") == "attributed"
