"""Counting seats, at once and one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.ballots.tally import Counts, Tally
from cop.ballots.terms import Absence, Stance
from tests.ballots.rolls import COUNTRIES, GROUPS, tallies

EVERYWHERE = (*Stance, *Absence)
seats = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.sampled_from(COUNTRIES), st.sampled_from(EVERYWHERE)), min_size=1
)


def test_the_letters_of_the_rule():
    counts = Counts(endorse=5, reserve=4, object=3, stand_aside=2, recuse=1, silent=6, unreached=2)
    assert counts.seats == 21
    assert counts.entitled == 20
    assert counts.favour == 9
    assert counts.decided == 12
    assert counts.present == 14
    assert counts.reached == 18
    assert counts.spoken == 15


def test_a_recusal_leaves_every_denominator_and_is_no_presence():
    counts = Counts(recuse=3)
    assert (counts.entitled, counts.present, counts.decided, counts.reached) == (0, 0, 0, 0)


@given(seats, st.data())
def test_one_seat_moving_gives_the_tally_of_a_recount(seats, data):
    n = data.draw(st.integers(0, len(seats) - 1))
    to = data.draw(st.sampled_from(EVERYWHERE))
    group, country, place = seats[n]
    moved = Tally.of_seats(seats).moved(group, country, place, to)
    seats[n] = (group, country, to)
    assert moved.data() == Tally.of_seats(seats).data()
    assert moved.cells == Tally.of_seats(seats).cells


def test_nothing_moves_from_where_no_seat_stands():
    with pytest.raises(ValueError, match="no reserve seat in regulators, KH"):
        Tally.of_seats([("regulators", "KH", Stance.ENDORSE)]).moved(
            "regulators", "KH", Stance.RESERVE, Stance.OBJECT
        )


@given(tallies())
def test_groups_and_countries_each_add_up_to_all(tally):
    for parts in (tally.groups, tally.countries):
        assert sum(parts.values(), Counts()) == tally.all
        assert list(parts) == sorted(parts)


def test_as_the_record_holds_it():
    tally = Tally.of_seats([("regulators", "KH", Absence.UNREACHED), ("developers", "LA", Stance.ENDORSE)])
    nobody = dict.fromkeys(
        ("endorse", "reserve", "object", "stand_aside", "recuse", "silent", "unreached"), 0
    )
    bounced = nobody | {"seats": 1, "silent": 1, "unreached": 1}
    endorsed = nobody | {"seats": 1, "endorse": 1}
    assert tally.data() == {
        "all": nobody | {"seats": 2, "silent": 1, "unreached": 1, "endorse": 1},
        "groups": {"developers": endorsed, "regulators": bounced},
        "countries": {"KH": bounced, "LA": endorsed},
    }


def test_what_the_statement_says_of_groups_that_did_not_decide():
    tally = Tally.of_seats(
        [
            ("regulators", "KH", Stance.STAND_ASIDE),
            ("developers", "LA", Stance.RECUSE),
            ("professionals", "LA", Absence.SILENT),
            ("civil_society", "LA", Stance.OBJECT),
        ]
    )
    assert tally.silent_on_the_question == ["regulators"]
    assert tally.not_represented == ["developers"]


def test_who_is_alone_can_be_recognised():
    tally = Tally(
        {
            ("regulators", "LA"): Counts(silent=1),
            ("developers", "LA"): Counts(silent=2),
            ("a", "KH"): Counts(recuse=1),
        }
    )
    assert tally.alone == [("a", "KH"), ("regulators", "LA")]
