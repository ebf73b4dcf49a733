"""Statements for the tests: a cast in a space, a text, and how far it has come."""

from datetime import timedelta
from types import SimpleNamespace

from cop.ballots import actions as ballot_actions
from cop.ballots import objection_actions, time_actions
from cop.ballots import queries as ballots
from cop.ballots.roll import prepare
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.statements import actions, moving_actions
from cop.statements.models import Statement
from cop.statements.rules import Disposition
from cop.statements.writing import proposal
from tests import people

TEXT = "# Whereas\n\nTools are used.\n\nPeople are hurt.\n\n# We call for\n\nReporting within ten days."
OBJECTION = {"clause": "3", "reason": "Too long.", "change": "Five days."}
RESERVATION = {"clause": "2", "text": "Not everywhere."}


def cast(visibility="members") -> SimpleNamespace:
    """Alice edits, Bob and Carol comment and vote with her; Olga and Oscar are officers."""
    alice = people.member("Alice", "regulators", "SG")
    bob = people.member("Bob", "professionals", "MY")
    carol = people.member("Carol", "developers", "TH")
    space = people.space("triage", visibility, people=[alice, bob, carol])
    olga, oscar = people.officer(), people.officer("Oscar")
    return SimpleNamespace(alice=alice, bob=bob, carol=carol, olga=olga, oscar=oscar, space=space)


def drafted(cast, title="On reporting", text=TEXT, **more) -> Statement:
    return actions.draft(cast.space, title, text, actor=cast.alice, **more)


def consulted(cast, days=14, **more) -> Statement:
    statement = drafted(cast, **more)
    actions.open_consultation(statement, clock.now() + timedelta(days=days), "All of it.", actor=cast.alice)
    return statement


def revising(cast, **more) -> Statement:
    statement = consulted(cast, **more)
    actions.close_consultation(statement, "All have written.", actor=cast.olga)
    return statement


def open_ballot(cast, statement, rule=None, hours=100):
    rule = rule or ConsensusRule()
    closes_at = clock.now() + timedelta(hours=hours)
    seen = prepare(statement.space, proposal(statement), rule, closes_at).hash
    return moving_actions.open_ballot(statement, rule, closes_at, seen, actor=cast.olga)


def balloted(cast, **more) -> Statement:
    statement = revising(cast, **more)
    open_ballot(cast, statement)
    return statement


def say(statement, member, stance=Stance.ENDORSE, written=None, sign=False):
    ballot = ballots.latest(statement.ref)
    return ballot_actions.take_position(ballot, stance, written or {}, sign, actor=member)


def close(statement):
    ballot = ballots.latest(statement.ref)
    time_actions.close_due(ballot, actor=SYSTEM, now=ballot.closes_at)
    return ballot


def adopted(cast, stances=None, **more) -> Statement:
    """Adopted: by three endorsements, or as ``stances`` ({name: (stance, written)}) would have it."""
    statement = balloted(cast, **more)
    for name in ("alice", "bob", "carol"):
        say(statement, getattr(cast, name), *(stances or {}).get(name, ()))
    close(statement)
    return statement


def published(cast, **more) -> Statement:
    statement = adopted(cast, **more)
    moving_actions.publish(statement, actor=cast.olga)
    return statement


def failed(cast, **more) -> Statement:
    """Not adopted: one endorses, one objects, one reserves."""
    statement = balloted(cast, **more)
    say(statement, cast.alice)
    say(statement, cast.bob, Stance.OBJECT, OBJECTION)
    say(statement, cast.carol, Stance.RESERVE, RESERVATION)
    close(statement)
    return statement


def with_dissent(cast, **more) -> Statement:
    """Published although Dan objects to clause 3 and stays with it; Bob reserves on clause 2; three endorse."""
    dan, eve = people.member("Dan", "developers", "VN"), people.member("Eve", "developers", "PH")
    statement = balloted(cast, **more)
    for member in (cast.alice, cast.carol, eve):
        say(statement, member, sign=member is not eve)
    say(statement, cast.bob, Stance.RESERVE, RESERVATION)
    say(statement, dan, Stance.OBJECT, OBJECTION)
    ballot = close(statement)
    number = ballots.seat_of(ballot, dan).number
    with clock.at(ballot.closes_at + timedelta(hours=1)):
        objection_actions.answer_objection(
            ballot, number, Disposition.NOT_ACCEPTED, "Ten it is.", actor=cast.alice
        )
    with clock.at(ballot.closes_at + timedelta(hours=2)):
        objection_actions.maintain_objection(ballot, actor=dan)
        moving_actions.publish(statement, actor=cast.olga)
    return statement
