"""When flags fold a post up, and what may be decided when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.kernel.errors import IllegalMove
from cop.moderation import rules

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
A, B, C = ("regulators", "SG"), ("professionals", "SG"), ("regulators", "MY")


@pytest.mark.parametrize(
    ("sources", "folds"),
    [
        ([], False),
        ([A, B], False),  # two are not three
        ([A, A, A, A], False),  # one side, however many
        ([A, A, B], False),  # two groups of one country
        ([A, A, C], False),  # one group of two countries
        ([A, B, C], True),
        ([A, ("professionals", "MY"), A], True),
    ],
)
def test_three_flags_from_two_groups_and_two_countries_fold(sources, folds):
    assert rules.folds(sources) is folds


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"))), st.data())
def test_another_flag_never_unfolds(sources, data):
    more = [*sources, data.draw(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")))]
    assert rules.folds(more) or not rules.folds(sources)


def test_who_was_ruled_against_appeals_once_and_in_time():
    rules.demand_appealable("decided", "removed", NOW, NOW + rules.APPEAL_WITHIN)
    late = NOW + rules.APPEAL_WITHIN + timedelta(seconds=1)
    for state, ruling, now in (
        ("decided", "removed", late),
        ("appealed", "removed", NOW),
        ("settled", "warned", NOW),
        ("decided", "kept", NOW),
        ("decided", "withdrawn", NOW),
    ):
        with pytest.raises(IllegalMove):
            rules.demand_appealable(state, ruling, NOW, now)
    with pytest.raises(IllegalMove):
        rules.demand_appealable("open", None, None, NOW)
