"""How a ballot went, for its own page and for the page of what it decided."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.ballots import pictures, queries, remarks
from cop.ballots.decision import Requirement
from cop.ballots.explain import explain
from cop.ballots.lifecycle import shows_positions
from cop.ballots.margins import what_would_change
from cop.ballots.models import Ballot
from cop.ballots.pictures import Row
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


def explained(rule: ConsensusRule) -> list[str]:
    """The rule in plain words, sentence by sentence."""
    return [_(sentence, **values) for sentence, values in explain(rule)]


def tests(ballot: Ballot) -> list[Requirement]:
    """The tests as they came out at the close; none before."""
    return [Requirement(**(test | {"held": bool(test["held"])})) for test in ballot.result.get("tests", [])]


def outcome(ballot: Ballot, viewer: Any) -> Row:
    """All that ``viewer`` may see of how the ballot went: counts after an end, names to members, and in an
    adopted text what is printed with it. ``counted`` is False while nothing shows yet.
    """
    rule, tally = ballot.consensus_rule, queries.tally(ballot)
    if not shows_positions(rule.visibility, ballot.standing, member=viewer.is_member):
        return {"counted": False, "words": words(ballot)}
    called, found = pictures.names(), remarks.remarks(ballot, viewer)
    return {
        "counted": True,
        "words": words(ballot),
        "all": tally.all,
        "strip": pictures.strip(tally, rule, called),
        "matrix": pictures.matrix(tally, rule, called),
        "tests": pictures.test_rows(tests(ballot), called),
        "would_change": _would_change(ballot, tally, called),
        "silent_groups": [called.get(key, key) for key in tally.silent_on_the_question],
        "absent_groups": [called.get(key, key) for key in tally.not_represented],
        "reservations": remarks.reservations(found, viewer, called),
        "minority": remarks.minority(found, viewer, called),
        "signatories": remarks.signatories(ballot, called),
    }


def _would_change(ballot: Ballot, tally: Tally, called: pictures.Names) -> str:
    change = what_would_change(tally, ballot.consensus_rule) if ballot.is_closed else None
    return pictures.said(change.sentence, called) if change else ""
