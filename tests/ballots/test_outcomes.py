"""What a ballot's page says of how it went, and to whom."""

import pytest

from cop.ballots import outcomes, queries, roll_actions, said
from cop.ballots.due import settled
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Stance, Visibility
from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.members.models import Visitor
from tests.ballots.stage import FIVE, opened, say, seat_of


@pytest.fixture(autouse=True)
def speaking(app):
    """Sentences are made for a reader."""
    with app.test_request_context():
        yield


def closed(ballot):
    with clock.at(ballot.closes_at):
        return settled(ballot)


def worked():
    """Four spoke, one is silent: adopted with dissent."""
    ballot = opened(roll=FIVE)
    say(ballot, "Ana", sign=True)
    say(ballot, "Bua", Stance.RESERVE)
    say(ballot, "Chan", Stance.STAND_ASIDE)
    say(ballot, "Eko", sign=True)
    return ballot


def test_nothing_shows_of_a_sealed_ballot(paper):
    ballot = worked()
    for viewer in (seat_of(ballot, "Ana")[0], Visitor()):
        assert outcomes.outcome(ballot, viewer) == {"counted": False, "words": "Open for positions"}
        assert said.first(ballot, viewer) == []


def test_members_see_an_open_ballot_as_it_goes_and_visitors_do_not(paper):
    ballot = opened(ConsensusRule(visibility=Visibility.OPEN))
    say(ballot, "Ana")
    assert outcomes.outcome(ballot, seat_of(ballot, "Bua")[0])["all"].endorse == 1
    assert not outcomes.outcome(ballot, Visitor())["counted"]


def test_an_adopted_text_prints_what_belongs_to_it(paper):
    ballot = closed(worked())
    shown = outcomes.outcome(ballot, Visitor())
    assert shown["words"] == "Consensus with reservations"
    assert {s["name"] for s in shown["signatories"]} == {"Ana", "Eko"}
    (note,) = shown["reservations"]["2"]
    assert note["who"] == "A seat of Healthcare professionals, Thailand"
    assert "Bua" not in str(shown)
    assert "Bua" in outcomes.outcome(ballot, seat_of(ballot, "Ana")[0])["reservations"]["2"][0]["who"]
    assert [row["name"] for row in shown["strip"]][-1] == "All groups"
    assert all(row["held"] for row in shown["tests"])
    assert shown["would_change"].startswith("Adopted by ")


def test_what_was_not_adopted_shows_counts_to_all_and_words_to_members(paper):
    ballot = opened()
    say(ballot, "Ana", Stance.OBJECT)
    ballot = closed(ballot)
    public = outcomes.outcome(ballot, Visitor())
    assert public["words"] == "Inquorate"
    assert public["minority"] == []
    assert public["matrix"]["rows"]
    (own,) = outcomes.outcome(ballot, seat_of(ballot, "Bua")[0])["minority"]
    assert own["text"] == "It costs too much. What would resolve it: Only large hospitals."
    assert all(row["short"] for row in public["tests"] if not row["held"])


def test_the_bounds_of_a_strip_are_seats(paper):
    ballot = closed(worked())
    by_name = {row["name"]: row for row in outcomes.outcome(ballot, Visitor())["strip"]}
    row = by_name["All groups"]
    assert (row["supporters"], row["deciders"], row["support_bound_seats"]) == (3, 3, 3)
    assert (row["spoken"], row["electorate"], row["quorum_seats"]) == (4, 5, 3)


def test_what_stands_outlives_the_erasure_of_its_author(paper):
    ballot = worked()
    person, _seat = seat_of(ballot, "Bua")
    assert roll_actions.erase_openings(person, actor=SYSTEM) == 1
    ballot = closed(ballot)
    (note,) = outcomes.outcome(ballot, person)["reservations"]["2"]
    assert note["text"] == "A small clinic has nobody to name."
    assert queries.tally(ballot).all.reserve == 1
