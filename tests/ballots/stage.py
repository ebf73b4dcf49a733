"""Ballots for the tests: a roll over groups and countries, an opening, and what its seats say."""

from datetime import timedelta

from cop.ballots import actions, open_actions, queries
from cop.ballots.models import Ballot
from cop.ballots.roll import Proposal, prepare
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Stance
from cop.kernel import clock
from tests.people import member, officer, space

SOURCE = "# Logs\n\nKeep a log.\n\nName one person who answers for it.\n\nShare it:\n\n- yearly\n- openly"
PROPOSAL = Proposal("paper:1", "logs", "Logs of incidents", SOURCE)
ROLL = (("Ana", "regulators", "SG"), ("Bua", "professionals", "TH"), ("Chan", "developers", "KH"))
FIVE = (*ROLL, ("Dao", "regulators", "VN"), ("Eko", "professionals", "ID"))
TWO_DAYS = timedelta(days=2)
WRITTEN = {
    Stance.RESERVE: {"clause": "2", "text": "A small clinic has nobody to name."},
    Stance.OBJECT: {"clause": "1", "reason": "It costs too much.", "change": "Only large hospitals."},
    Stance.RECUSE: {"interest": "I sell logs."},
}


def cast_of(roll=ROLL) -> list:
    return [member(*person) for person in roll]


def opened(
    rule=None, roll=ROLL, *, proposal=PROPOSAL, lasts=TWO_DAYS, visibility="public", by=None, **people
) -> Ballot:
    """An open ballot on the paper, with members made for its roll."""
    where = space(f"room-{proposal.slug}", visibility="members")
    cast_of(roll)
    return opened_in(where, rule, proposal=proposal, lasts=lasts, by=by)


def opened_in(where, rule=None, *, proposal=PROPOSAL, lasts=TWO_DAYS, by=None) -> Ballot:
    rule = rule or ConsensusRule()
    closes = clock.now() + lasts
    seen = prepare(where, proposal, rule, closes).hash
    return open_actions.open_ballot(where, proposal, rule, closes, seen, actor=by or officer("Opener"))


def seat_of(ballot: Ballot, name: str):
    from cop.kernel.db import db
    from cop.members.models import Member

    person = db.session.query(Member).filter_by(name=name).one()
    return person, queries.seat_of(ballot, person)


def say(ballot: Ballot, name: str, stance=Stance.ENDORSE, sign=False, **more):
    person, _seat = seat_of(ballot, name)
    return actions.take_position(ballot, stance, WRITTEN.get(stance, {}), sign, actor=person, **more)
