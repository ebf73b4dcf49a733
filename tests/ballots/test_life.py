"""A ballot's life at random, held after each step against a model of its own, and at last against the verifier."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cop import verify
from cop.ballots import actions, open_actions, queries, records, roll_actions, time_actions
from cop.ballots.bundle import Audience, written
from cop.ballots.history import replay
from cop.ballots.rules import ConsensusRule, RuleName, named
from cop.ballots.terms import Stance, Visibility
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Refused
from cop.kernel.permits import SYSTEM
from tests import database
from tests.ballots.stage import FIVE, WRITTEN, opened
from tests.people import officer

RULES = (
    ConsensusRule(),
    ConsensusRule(visibility=Visibility.OPEN, group_quorum_pct=0),
    ConsensusRule(quorum_pct=1, group_quorum_pct=0, min_groups=1, min_countries=1, group_support_pct=0),
    named(RuleName.SILENCE),
)


class Life(RuleBasedStateMachine):
    """``stands`` is the model: what each of five seats says, None for silence."""

    app = None
    folder = None

    @initialize(rule=st.sampled_from(RULES))
    def begin(self, rule):
        database.empty(self.app)
        self.ballot, self.olga = opened(rule, roll=FIVE), officer()
        self.now, self.stands = self.ballot.opened_at, {}
        self.ended, self.late = "", set()

    @rule(hours=st.integers(0, 9))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @property
    def due(self):
        return self.now >= self.ballot.closes_at

    def attempt(self, act, works):
        """Does it; a refusal is expected just where the model says that it cannot work."""
        with clock.at(self.now):
            try:
                done = act()
            except Refused:
                assert not works
                return None
        assert works
        return done

    @rule(number=st.integers(1, 5), stance=st.sampled_from(Stance))
    def cast(self, number, stance):
        known = stance in self.ballot.consensus_rule.stances
        running = not self.ended and not self.due
        holder = db.session.get(type(self.olga), queries.seat(self.ballot, number).holder_id)
        works = known and running and holder.is_member

        def act():
            return actions.take_position(self.ballot, stance, WRITTEN.get(stance, {}), actor=holder)

        self.attempt(act, works)
        if works:
            self.stands[number] = stance
        elif holder.is_member and not running and self.ended in ("", "closed"):
            self.ended = "closed"
            self.late.add(number)

    @rule(number=st.integers(1, 5))
    def retract(self, number):
        holder = db.session.get(type(self.olga), queries.seat(self.ballot, number).holder_id)
        running = not self.ended and not self.due
        works = running and number in self.stands and holder.is_member
        self.attempt(lambda: actions.retract_position(self.ballot, actor=holder), works)
        if works:
            del self.stands[number]
        elif holder.is_member and not running and not self.ended:
            self.ended = "closed"

    @rule(hours=st.integers(1, 60))
    def extend(self, hours):
        until, ballot = self.ballot.closes_at + timedelta(hours=hours), self.ballot
        room = until <= ballot.term.latest and len(ballot.extensions) < 2
        works = not self.ended and not self.due and room
        self.attempt(lambda: time_actions.extend(ballot, until, "More time.", actor=self.olga), works)

    @rule(number=st.integers(1, 5))
    def bounce(self, number):
        works = not self.ended and not self.due and not queries.seat(self.ballot, number).undelivered
        self.attempt(lambda: roll_actions.mark_undelivered(self.ballot, number, actor=self.olga), works)

    @rule(number=st.integers(1, 5))
    def leave(self, number):
        with transaction():
            db.session.get(type(self.olga), queries.seat(self.ballot, number).holder_id).state = "left"

    @precondition(lambda self: self.ended or self.now - self.ballot.opened_at > timedelta(hours=20))
    @rule()
    def overtake(self):
        works = not self.ended and not self.due
        self.attempt(lambda: open_actions.overtake(self.ballot, "Else.", actor=self.olga), works)
        self.ended = self.ended or ("overtaken" if works else "")

    @rule()
    def tick(self):
        if self.due and not self.ended:
            self.ended = "closed"
        with clock.at(self.now):
            time_actions.close_due(self.ballot, actor=SYSTEM)

    @invariant()
    def agrees(self):
        db.session.rollback()
        ballot, history = self.ballot, replay(records.events(self.ballot))
        assert {n: event.data["position"] for n, event in history.standing.items()} == self.stands
        assert queries.tally(ballot) == queries.recounted(ballot) == history.tally()
        assert ballot.state == (self.ended or "open")
        late = [e.data["seat"] for e in records.events(ballot) if e.kind == "late"]
        assert sorted(late) == sorted(self.late)

    def teardown(self):
        if not hasattr(self, "ballot"):
            return
        for audience in Audience:
            made = records.bundle(self.ballot, audience)
            self.folder.write_text(written(made), encoding="utf-8")
            assert verify.main([str(self.folder)]) == 0, json.dumps(made)


@pytest.mark.filterwarnings("ignore")
def test_a_ballots_life(paper, app, tmp_path, sweeping):
    Life.app, Life.folder = app, tmp_path / "bundle.json"
    few = settings(
        max_examples=300 if sweeping else 12,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    Life.TestCase.settings = few
    Life.TestCase().runTest()
