"""Reading a record again gives what was kept while it was written."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.ballots import events
from cop.ballots.history import replay
from cop.ballots.record import Kind, next_event
from cop.ballots.rules import NO_OBJECTION, ConsensusRule
from cop.ballots.terms import Absence, By, Stance
from tests.ballots.stories import OPENED, begin, tell

SPREAD = {"min_groups": 1, "min_countries": 1}


def ballot(rule=None):
    return begin(Random(1), rule or ConsensusRule(**SPREAD), [("regulators", "KH"), ("developers", "LA")])


def after(story, *steps):
    for kind, data in steps:
        story.events.append(next_event(story.events[-1], kind, data, OPENED + timedelta(hours=1)))
    return replay(story.events)


def said(story, stance, by=By.HOLDER):
    note = story.commit()
    evidence = story.commit() if by is By.OFFICER else ""
    return Kind.CAST, events.cast(seat=1, position=stance, by=by, sign=False, note=note, evidence=evidence)


@given(st.integers(0, 10**9))
def test_the_tally_kept_seat_by_seat_is_the_tally_recounted(seed):
    story = tell(seed)
    history = replay(story.events)
    assert history.tally() == story.tally
    assert history.standing == story.standing
    assert history.undelivered == story.bounced


def test_the_latest_position_stands_until_retracted():
    story = ballot()
    assert after(story, said(story, Stance.OBJECT), said(story, Stance.ENDORSE)).place(1) is Stance.ENDORSE
    history = after(story, (Kind.RETRACTED, events.retracted(seat=1, by=By.HOLDER)))
    assert history.place(1) is Absence.SILENT
    assert history.tally().all.silent == 2


def test_a_removed_objector_no_longer_objects():
    story = ballot()
    gone = events.voided(seat=1, officers=("a" * 64, "b" * 64), reason="c" * 64)
    assert after(story, said(story, Stance.OBJECT), (Kind.VOIDED, gone)).tally().all.object == 0


def test_a_bounced_seat_is_unreached_while_silent_and_until_it_is_passed_on():
    story = ballot(ConsensusRule(**NO_OBJECTION, **SPREAD))
    assert after(story, (Kind.UNDELIVERED, events.of_seat(1))).place(1) is Absence.UNREACHED
    assert after(story, said(story, Stance.OBJECT)).place(1) is Stance.OBJECT
    assert (
        after(story, (Kind.RETRACTED, events.retracted(seat=1, by=By.HOLDER))).place(1) is Absence.UNREACHED
    )
    passed = events.seat_transferred(seat=1, who="d" * 64)
    history = after(story, (Kind.SEAT_TRANSFERRED, passed))
    assert history.place(1) is Absence.SILENT
    assert history.who[1] == "d" * 64


@pytest.mark.parametrize("stance", [Stance.ENDORSE, Stance.OBJECT])
def test_adopted_is_what_closed_says(stance):
    story = ballot(ConsensusRule(**SPREAD, group_quorum_pct=0))
    history = after(story, said(story, stance))
    assert not history.adopted
    closed = events.closed(history.tally(), history.rule)
    assert after(story, (Kind.CLOSED, closed)).adopted is (stance is Stance.ENDORSE)


def test_an_annulled_ballot_adopted_nothing():
    story = ballot()
    history = after(
        story, said(story, Stance.ENDORSE), (Kind.ANNULLED, events.annulled(officers="ab", reason="c"))
    )
    assert history.end.kind is Kind.ANNULLED
    assert not history.adopted
