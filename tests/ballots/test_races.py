"""Many at once, each on a connection of its own: one position a seat, an event each, nothing after the close."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from cop.ballots import actions, queries, records, time_actions
from cop.ballots.models import Ballot
from cop.ballots.seats import Position
from cop.ballots.terms import Stance
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from tests.ballots.stage import opened, seat_of

STANCES = (Stance.ENDORSE, Stance.STAND_ASIDE)


@pytest.fixture
def at_once(app):
    """Runs functions of nothing in a thread each, all let go together; what each gave or raised."""

    def run(*works):
        gate = Barrier(len(works))

        def one(work):
            with app.app_context():
                db.session.execute(db.text("SELECT 1"))  # the connection is open before the start
                db.session.rollback()
                gate.wait()
                try:
                    return work()
                except IllegalMove as refused:
                    return refused
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(len(works)) as pool:
            return [done.result() for done in [pool.submit(one, work) for work in works]]

    return run


def casting(ballot_id, member_id, stance, **more):
    def work():
        ballot, person = db.session.get(Ballot, ballot_id), db.session.get(Member, member_id)
        return actions.take_position(ballot, stance, {}, actor=person, **more).cast

    return work


def test_one_member_from_many_threads_has_one_position_and_an_event_each(paper, at_once):
    ballot = opened()
    person, _seat = seat_of(ballot, "Ana")
    works = [casting(ballot.id, person.id, STANCES[n % 2]) for n in range(16)]
    casts = at_once(*works)
    db.session.rollback()  # what this test read before is an old snapshot
    assert max(casts) == len(casts) == 16  # each read after its own commit, when others may have been counted
    (standing,) = db.session.query(Position)
    assert standing.cast == 16
    assert standing.stance == records.events(ballot)[-1].data["position"]
    assert queries.tally(ballot) == queries.recounted(ballot)
    assert [event.prev for event in records.events(ballot)][1:] == [e.hash for e in records.events(ballot)][
        :-1
    ]


def test_many_members_at_once_lose_nothing(paper, at_once):
    roll = [
        (f"M{n}", ("regulators", "professionals", "developers")[n % 3], ("SG", "TH", "KH")[n % 3])
        for n in range(12)
    ]
    ballot = opened(roll=roll)
    people = [seat_of(ballot, name)[0].id for name, *_ in roll]
    at_once(*(casting(ballot.id, id, STANCES[id % 2]) for id in people))
    db.session.rollback()  # what this test read before is an old snapshot
    assert ballot.last_seq == 12
    assert queries.tally(ballot).all.silent == 0
    assert list(queries.drift()) == []


@pytest.mark.parametrize("round_", range(4))
def test_a_cast_and_the_close_come_one_after_the_other(paper, at_once, round_):
    """Whoever is first wins whole: either the position is counted in the close, or it is late and is not."""
    ballot = opened()
    person, _seat = seat_of(ballot, "Ana")
    id, end = ballot.id, ballot.closes_at

    def close():
        return time_actions.close_due(db.session.get(Ballot, id), actor=SYSTEM, now=end)

    before = casting(id, person.id, Stance.ENDORSE, now=end - timedelta(seconds=1))
    after = casting(id, person.id, Stance.STAND_ASIDE, now=end)
    results = at_once(close, before, after, close)
    db.session.rollback()  # what this test read before is an old snapshot
    kinds = [str(event.kind) for event in records.events(ballot)]
    assert sum(result is True for result in results) <= 1
    assert kinds.count("closed") == 1
    assert kinds.index("closed") in (1, 2)
    assert kinds.count("late") == 1
    assert ballot.result["tally"]["all"]["endorse"] == kinds.count("cast")
    assert "cast" not in kinds[kinds.index("closed") :]
