"""Positions: what stands, what is recorded, who may, and when it is too late."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from cop.ballots import actions, kept, queries, records
from cop.ballots.history import replay
from cop.ballots.seats import Position
from cop.ballots.terms import By, Stance
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.kernel.ledger import Entry
from cop.members.models import Visitor
from tests.ballots.stage import ROLL, TWO_DAYS, WRITTEN, opened, say, seat_of
from tests.people import member, officer


def kinds(ballot):
    return [str(event.kind) for event in records.events(ballot)]


def test_a_position_is_written_with_its_event_tally_receipt_and_entry(paper):
    ballot = opened()
    position = say(ballot, "Ana", Stance.RESERVE, sign=True)
    event = records.events(ballot)[-1]
    assert (event.seq, event.data["position"], event.data["sign"]) == (position.cast, "reserve", 1)
    assert records.head(ballot, event.seq).hash == event.hash
    assert records.texts(ballot, position.note) == {position.note: WRITTEN[Stance.RESERVE]}
    assert queries.tally(ballot).all.reserve == 1
    entry = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    assert (entry.verb, entry.audience, entry.facts) == ("position_taken", "nobody", {"seq": 1})


def test_the_latest_position_stands_and_every_one_is_recorded(paper):
    ballot = opened()
    for stance in Stance:
        say(ballot, "Ana", stance)
    (standing,) = db.session.scalars(select(Position))
    assert standing.stance == "recuse"
    assert kinds(ballot) == ["opened"] + ["cast"] * 5
    assert queries.tally(ballot) == queries.recounted(ballot) == replay(records.events(ballot)).tally()


def test_a_retracted_seat_is_silent(paper):
    ballot = opened()
    say(ballot, "Ana")
    actions.retract_position(ballot, actor=seat_of(ballot, "Ana")[0])
    assert queries.tally(ballot).all.silent == 3
    with pytest.raises(IllegalMove):
        actions.retract_position(ballot, actor=seat_of(ballot, "Ana")[0])
    assert kinds(ballot) == ["opened", "cast", "retracted"]


@pytest.mark.parametrize(
    ("stance", "field"), [(s, field) for s, fields in WRITTEN.items() for field in fields]
)
def test_what_a_position_needs_is_asked_for_at_its_field(paper, stance, field):
    ballot = opened()
    with pytest.raises(Invalid) as refused:
        actions.take_position(ballot, stance, WRITTEN[stance] | {field: " "}, actor=seat_of(ballot, "Ana")[0])
    assert refused.value.field == field
    assert kinds(ballot) == ["opened"]
    assert not db.session.scalars(select(kept.Opening).where(kept.Opening.text.like("%clause%"))).all()


def test_a_clause_must_be_one_of_the_text(paper):
    ballot = opened()
    with pytest.raises(Invalid, match="no such clause"):
        actions.take_position(
            ballot, Stance.RESERVE, {"clause": "4", "text": "x"}, actor=seat_of(ballot, "Ana")[0]
        )


def test_only_seats_speak(paper):
    ballot = opened()
    for person in (member("Late Comer"), officer()):
        with pytest.raises(Forbidden):
            actions.take_position(ballot, Stance.ENDORSE, {}, actor=person)
    with pytest.raises(SignInNeeded):
        actions.take_position(ballot, Stance.ENDORSE, {}, actor=Visitor())


def test_an_officer_enters_what_was_phoned_in_and_the_holder_may_replace_it(paper):
    ballot, olga = opened(), officer()
    with pytest.raises(Invalid) as refused:
        actions.enter_position(ballot, 1, Stance.ENDORSE, {}, " ", actor=olga)
    assert refused.value.field == "evidence"
    position = actions.enter_position(ballot, 1, Stance.ENDORSE, {}, "Call at 10:00", actor=olga)
    assert (position.by, records.texts(ballot, position.evidence)) == (
        By.OFFICER,
        {position.evidence: {"text": "Call at 10:00"}},
    )
    holder = db.session.get(type(olga), queries.seat(ballot, 1).holder_id)
    actions.take_position(ballot, Stance.STAND_ASIDE, {}, actor=holder)
    for act in (
        lambda: actions.enter_position(ballot, 1, Stance.ENDORSE, {}, "Call", actor=olga),
        lambda: actions.retract_entry(ballot, 1, actor=olga),
    ):
        with pytest.raises(Forbidden):
            act()
    assert queries.standing(ballot, 1).by == By.HOLDER


def test_a_position_counts_before_the_close_and_not_at_it(paper):
    ballot = opened()
    with clock.at(ballot.closes_at):
        with pytest.raises(IllegalMove, match="closed"):
            say(ballot, "Ana")
        with pytest.raises(IllegalMove, match="closed"):
            say(ballot, "Ana", Stance.OBJECT)
    assert kinds(ballot) == ["opened", "closed", "late"]
    assert ballot.outcome == "inquorate"
    assert paper.ended == [(1, "closed", "system")]


def test_time_never_runs_behind_the_record(paper):
    ballot = opened()
    say(ballot, "Ana", now=ballot.closes_at - TWO_DAYS / 2)
    say(ballot, "Bua", now=ballot.opened_at)
    times = [event.at for event in records.events(ballot)]
    assert times == sorted(times)


@pytest.mark.parametrize("change", ["UPDATE ballot_events SET kind = 'x'", "DELETE FROM ballot_events"])
def test_events_are_immutable(paper, change):
    opened()
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(text(change))


def test_a_seat_has_one_standing_position(paper):
    ballot = opened()
    position = say(ballot, "Ana")
    columns = {c.key: getattr(position, c.key) for c in Position.__table__.columns}
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(Position.__table__.insert().values(columns | {"cast": 99}))


def test_the_roll_is_numbered_by_group_country_and_commitment(paper):
    ballot = opened(roll=[*ROLL, ("Dao", "regulators", "SG"), ("Ella", "observers", "SG")])
    roll = records.events(ballot)[0].data["roll"]
    assert [(s["group"], s["country"]) for s in roll] == [
        ("developers", "KH"), ("professionals", "TH"), ("regulators", "SG"), ("regulators", "SG"),
    ]  # fmt: skip
    assert [s["seat"] for s in roll] == [1, 2, 3, 4]
