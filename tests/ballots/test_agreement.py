"""Application and verifier, written apart, must agree on every ballot: tally, tests, outcome, chain and openings.

A few thousand in the suite, a hundred thousand in the long hunt; COP_CASES sets how many are told. One that fails can
be told again by its seed.
"""

import json
import os
from dataclasses import replace
from random import Random

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cop import verify
from cop.ballots import events
from cop.ballots.bundle import Audience, Record, bundle, written
from cop.ballots.history import replay
from cop.ballots.record import Event, Kind
from tests.ballots.rolls import barely_adopted, silence_rules, standard_rules, tallies
from tests.ballots.stories import tell

SWEEP = 100_000
CASES = int(os.environ.get("COP_CASES", "2000"))
seeds = st.integers(0, 2**32)


def quickly_signed(key, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except InvalidSignature:
        return False
    return True


@pytest.fixture(scope="module")
def quick():
    """The verifier's own Ed25519 takes nearly all of its time, and has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify, "signed", quickly_signed)
        yield


def recount(record, audience):
    """As a reader would, from the file. Raises what the verifier raises."""
    return verify.check(verify.parsed(written(bundle(record, audience)).encode()))


def closed_by_verifier(rule, tally):
    tests = list(verify.tested(rule, tally))
    return {"outcome": verify.outcome(rule, tally, tests), "tally": tally, "tests": tests}


@pytest.mark.usefixtures("quick")
@settings(max_examples=CASES // 8)
@given(seeds)
def test_the_verifier_holds_every_record_and_counts_the_same(seed):
    hold_against_each_other(seed)


@pytest.mark.usefixtures("quick")
def test_a_hundred_thousand_records_are_counted_the_same(sweeping):
    """Seeds in their order: what the library would try again and again is not what is wanted here."""
    for seed in range(SWEEP if sweeping else CASES):
        hold_against_each_other(seed)


def hold_against_each_other(seed):
    record = tell(seed).record()
    recount(record, Audience.PUBLIC)
    ballot = recount(record, Audience.MEMBERS)
    if len(ballot.events) < len(record.events):
        return  # sealed, and not at its end: there is nothing to count yet
    history = replay(record.events)
    counted = closed_by_verifier(ballot.rule, verify.count(ballot))
    assert counted == events.closed(history.tally(), history.rule), f"seed {seed}"


@settings(max_examples=CASES // 8)
@given(
    st.one_of(
        barely_adopted(),
        st.tuples(tallies(), standard_rules()),
        st.tuples(tallies(most=2), silence_rules()),
    )
)
def test_the_verifier_decides_every_tally_the_same(ballot):
    tally, rule = ballot
    assert closed_by_verifier(rule.data(), tally.data()) == events.closed(tally, rule)


@pytest.mark.parametrize("seed", range(3))
def test_the_verifiers_own_signatures_hold_too(seed):
    record = tell(seed).record()
    for audience in Audience:
        recount(record, audience)


# --- controls: agreement is not indifference --------------------------------------------------------


def nudged(data, random):
    """``data`` with one of its integers off by one."""
    copied = json.loads(json.dumps(data))
    places = []

    def walk(value):
        for key in value if isinstance(value, dict) else range(len(value)):
            if isinstance(value[key], int):
                places.append((value, key))
            elif not isinstance(value[key], str):
                walk(value[key])

    walk(copied)
    holder, key = random.choice(places)
    holder[key] += random.choice([1, -1]) if holder[key] else 1
    return copied


def rewritten(record, kind, change) -> Record:
    """The record with the data of one kind changed, its chain hashed and its heads signed again by its owner."""
    told: list[Event] = []
    for event in record.events:
        data = change(event.data) if event.kind is kind else event.data
        told.append(replace(event, data=data, prev=told[-1].hash if told else event.prev))
    return replace(record, events=told, heads=[], witnesses=[])


@pytest.mark.usefixtures("quick")
@settings(max_examples=max(50, CASES // 20))
@given(seeds)
def test_no_number_of_a_close_can_be_off_by_one(seed):
    record = tell(seed).record()
    assume(any(event.kind is Kind.CLOSED for event in record.events))
    forged = rewritten(record, Kind.CLOSED, lambda data: nudged(data, Random(seed)))
    for audience in Audience:
        with pytest.raises((verify.Fails, verify.NotABundle), match=r"event \d+ \(closed\)"):
            recount(forged, audience)


@pytest.mark.usefixtures("quick")
@given(seeds)
def test_rewriting_alone_is_not_what_is_refused(seed):
    record = tell(seed).record()
    recount(rewritten(record, Kind.CLOSED, lambda data: data), Audience.MEMBERS)
