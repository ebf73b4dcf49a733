"""How a ballot went, for its own page and for the page of what it decided."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask_babel import gettext as _

from cop.ballots import pictures, queries, remarks, said, signatories, turnouts
from cop.ballots.decision import Requirement
from cop.ballots.explain import explain
from cop.ballots.lifecycle import shows_positions
from cop.ballots.margins import shortfalls, what_would_change
from cop.ballots.models import Ballot
from cop.ballots.pictures import Row
from cop.ballots.record import Kind
from cop.ballots.rules import ConsensusRule
from cop.ballots.tally import Tally
from cop.ballots.terms import BallotState, Outcome, RuleName
from cop.kernel.errors import N_

OUTCOMES = {
    Outcome.INQUORATE: N_("Inquorate"),
    Outcome.NO_CONSENSUS: N_("No consensus"),
    Outcome.ADOPTED_WITH_DISSENT: N_("Adopted with dissent"),
    Outcome.CONSENSUS_WITH_RESERVATIONS: N_("Consensus with reservations"),
    Outcome.CONSENSUS: N_("Consensus"),
    Outcome.ADOPTED_NO_OBJECTION: N_("Adopted: no objection was raised"),
}
STATES = {
    BallotState.OPEN: N_("Open for positions"),
    BallotState.CLOSED: N_("Closed"),
    BallotState.OVERTAKEN: N_("Overtaken by a new text"),
    BallotState.ANNULLED: N_("Annulled"),
}
KINDS = {
    Kind.OPENED: N_("Opened"),
    Kind.CAST: N_("Position taken"),
    Kind.RETRACTED: N_("Position taken back"),
    Kind.EXTENDED: N_("Extended"),
    Kind.SEAT_TRANSFERRED: N_("Seat passed on"),
    Kind.VOIDED: N_("Position voided"),
    Kind.ANNULLED: N_("Annulled"),
    Kind.UNDELIVERED: N_("Notice came back"),
    Kind.LATE: N_("Came after the close"),
    Kind.OVERTAKEN: N_("Overtaken by a new text"),
    Kind.CLOSED: N_("Closed"),
    Kind.OBJECTION_ANSWERED: N_("Objection answered"),
    Kind.OBJECTION_RESOLVED: N_("Objection resolved"),
    Kind.OBJECTION_MAINTAINED: N_("Objection maintained"),
    Kind.OBJECTION_LAPSED: N_("Objection lapsed"),
}
RULES = {
    RuleName.BROAD: N_("Broad consensus"),
    RuleName.FULL: N_("Full consensus"),
    RuleName.MAJORITY: N_("Majority"),
    RuleName.SILENCE: N_("Silence procedure"),
    RuleName.CUSTOM: N_("A rule of its own"),
}


def words(ballot: Ballot) -> str:
    """The state or, once there is one, the outcome."""
    return _(OUTCOMES[Outcome(ballot.outcome)] if ballot.outcome else STATES[ballot.standing])


def explained(its: ConsensusRule) -> list[str]:
    """The rule in plain words, sentence by sentence."""
    return [_(sentence, **values) for sentence, values in explain(its)]


def tests(ballot: Ballot) -> list[Requirement]:
    """The tests as they came out at the close; none before."""
    return [Requirement(**(test | {"held": bool(test["held"])})) for test in ballot.result.get("tests", [])]


def rule(ballot: Ballot) -> Row:
    """The ballot's rule for a page: its code, its name and what it asks, sentence by sentence."""
    its = ballot.consensus_rule
    return {"code": str(its.name), "name": _(RULES[its.name]), "sentences": explained(its)}


def shows(ballot: Ballot, viewer: Any) -> bool:
    """Whether positions show to the viewer yet."""
    return shows_positions(ballot.consensus_rule.visibility, ballot.standing, member=viewer.is_member)


def outcome(ballot: Ballot, viewer: Any) -> Row:
    """All that ``viewer`` may see of how the ballot went: counts after an end, names to members, and in an
    adopted text what is printed with it. ``counted`` is False while nothing shows yet.
    """
    if not shows(ballot, viewer):
        return {"counted": False, "words": words(ballot)}
    its, tally = ballot.consensus_rule, queries.tally(ballot)
    called, found = pictures.names(), said.first(ballot, viewer)
    return {
        "counted": True,
        "words": words(ballot),
        "all": tally.all,
        "strip": pictures.strip(tally, its, called),
        "matrix": pictures.matrix(tally, its, called),
        "tests": pictures.test_rows(tests(ballot), called),
        "short": [pictures.said(short.sentence, called) for short in shortfalls(tests(ballot))],
        "would_change": _would_change(ballot, tally, called),
        "silent_groups": [called.get(key, key) for key in tally.silent_on_the_question],
        "absent_groups": [called.get(key, key) for key in tally.not_represented],
        "reservations": remarks.reservations(found, viewer, called),
        "minority": remarks.minority(found, viewer, called),
        "signatories": signatories.first(ballot, called),
        "more": _more(found),
    }


def _more(found: list[said.Remark]) -> bool:
    """Whether there may be more than the page shows."""
    shown = Counter(remark.position.stance for remark in found)
    return any(shown[str(stance)] >= most for stance, most in said.SHOWN.items())


def turnout(ballot: Ballot, tally: Tally, viewer: Any) -> Row | None:
    """Who has spoken, by group and country, for members; what they said stays out of it."""
    return turnouts.turnout(tally, ballot.consensus_rule, pictures.names()) if viewer.is_member else None


def _would_change(ballot: Ballot, tally: Tally, called: pictures.Names) -> str:
    change = what_would_change(tally, ballot.consensus_rule) if ballot.is_closed else None
    return pictures.said(change.sentence, called) if change else ""
