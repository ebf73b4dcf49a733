"""Opening: what the officer saw is what is frozen, and a roll or a time that cannot do is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cop.ballots import open_actions, queries, records
from cop.ballots.lifecycle import check_open
from cop.ballots.models import Ballot
from cop.ballots.roll import prepare
from cop.ballots.rules import RuleName, named
from cop.ballots.seats import Delegation
from cop.ballots.terms import Unit
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from tests.ballots.stage import PROPOSAL, ROLL, SOURCE, TWO_DAYS, cast_of, opened, opened_in
from tests.people import member, officer, space

BROAD = named(RuleName.BROAD)


def test_what_opens_is_what_the_officer_saw(paper):
    where, olga = space(), officer()
    cast_of()
    closes = clock.now() + TWO_DAYS
    seen = prepare(where, PROPOSAL, BROAD, closes).hash
    for change in (
        lambda: (replace(PROPOSAL, source=SOURCE + "\n\nMore."), BROAD, closes),
        lambda: (replace(PROPOSAL, title="Other"), BROAD, closes),
        lambda: (PROPOSAL, named(RuleName.FULL), closes),
        lambda: (PROPOSAL, BROAD, closes + timedelta(seconds=1)),
    ):
        with pytest.raises(Stale):
            open_actions.open_ballot(where, *change(), seen, actor=olga)
    member("Newcomer", "regulators", "VN")
    with pytest.raises(Stale):
        open_actions.open_ballot(where, PROPOSAL, BROAD, closes, seen, actor=olga)
    again = prepare(where, PROPOSAL, BROAD, closes).hash
    ballot = open_actions.open_ballot(where, PROPOSAL, BROAD, closes, again, actor=olga)
    assert (ballot.name, ballot.seats, ballot.last_seq) == ("logs/1", 4, 0)
    assert records.head(ballot, 0).hash == ballot.last_hash
    check_open(ballot.standing)


def test_only_the_secretariat_opens(paper):
    with pytest.raises(Forbidden):
        opened(by=member("Edna"))


@pytest.mark.parametrize("roll", [ROLL[:2], [(n, g, "SG") for n, g, _ in ROLL], []])
def test_a_roll_that_could_never_have_its_quorum_is_refused(paper, roll):
    with pytest.raises(IllegalMove, match="The roll has"):
        opened(roll=roll)


def test_a_ballot_is_not_too_short(paper):
    with pytest.raises(Invalid) as refused:
        opened(lasts=timedelta(seconds=59))
    assert refused.value.field == "closes_at"


def test_a_text_without_a_clause_is_not_decided(paper):
    with pytest.raises(Invalid, match="no clause"):
        opened(proposal=replace(PROPOSAL, source="# Only a title"))


def test_one_ballot_at_a_time_and_the_next_links_to_the_last(paper):
    where, olga = space(), officer()
    cast_of()
    first = opened_in(where, by=olga)
    with pytest.raises(IllegalMove, match="open already"):
        opened_in(where, by=olga)
    open_actions.overtake(first, "New text.", actor=olga)
    assert paper.ended == [(1, "overtaken", olga.ref)]
    second = opened_in(where, by=olga)
    assert (second.n, second.previous_id) == (2, first.id)
    assert records.events(second)[0].data["previous"] == "logs/1"
    assert queries.latest("paper:1").id == second.id
    assert [ballot.n for ballot in queries.all_of("paper:1")] == [1, 2]


def test_two_ballots_cannot_be_open_even_in_the_database(paper):
    ballot = opened()
    columns = {c.key: getattr(ballot, c.key) for c in Ballot.__table__.columns}
    with pytest.raises(Exception, match=r"UNIQUE|unique|uq_"), transaction():
        db.session.execute(Ballot.__table__.insert().values(columns | {"id": 99, "n": 2}))


def test_delegations_have_a_seat_for_each_pair_with_a_head(paper):
    where = space()
    ana, bua, chan = cast_of()
    deputy = member("Deputy", "regulators", "SG")
    member("Dara", "developers", "VN")
    with transaction():
        for head, alternate in ((ana, deputy.id), (bua, None), (chan, None)):
            db.session.add(
                Delegation(
                    country=head.country, group_key=head.group_key, head_id=head.id, alternate_id=alternate
                )
            )
    rule = named(RuleName.BROAD, unit=Unit.DELEGATION)
    prepared = prepare(where, PROPOSAL, rule, clock.now() + TWO_DAYS)
    assert prepared.without_head == (("developers", "VN"),)
    ballot = opened_in(where, rule)
    seat = queries.seat_of(ballot, deputy)
    assert (ballot.seats, seat.holder_id, seat.alternate_id) == (3, ana.id, deputy.id)


def test_small_groups_and_lone_seats_are_named_beforehand(paper):
    where = space()
    cast_of([*ROLL, ("Dao", "regulators", "SG"), ("Eka", "regulators", "ID")])
    prepared = prepare(where, PROPOSAL, BROAD, clock.now() + TWO_DAYS)
    assert prepared.small_groups == {"developers": 1, "professionals": 1}
    assert ("regulators", "ID") in prepared.alone
    assert ("regulators", "SG") not in prepared.alone
