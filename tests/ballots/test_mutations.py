"""A bundle of the application's own, changed in one place at a time: the verifier refuses it, called and as a program.

Three hundred changes in the suite, ten thousand in the long hunt; of these one in ten also goes through the program.
"""

import copy
import json
import subprocess
import sys
from random import Random

import pytest

from cop import verify
from cop.ballots import records
from cop.ballots.bundle import Audience, written
from tests.ballots.test_records import answered, eventful

HEX = "0123456789abcdef"
THROUGH_THE_PROGRAM = 10


def leaves(value, path=()):
    """The paths of all strings and integers that a bundle holds."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path


def within(bundle, path):
    for step in path:
        bundle = bundle[step]
    return bundle


def change_value(bundle, chance):
    """One string with another character, or one integer off by one."""
    *way, last = chance.choice(list(leaves(bundle)))
    holder = within(bundle, way)
    value = holder[last]
    holder[last] = value + chance.choice((1, -1)) if isinstance(value, int) else other(value, chance)


def other(string, chance):
    if not string:
        return "x"
    place = chance.randrange(len(string))
    new = chance.choice([c for c in HEX if c != string[place]])
    return string[:place] + new + string[place + 1 :]


def drop_event(bundle, chance):
    del bundle["events"][chance.randrange(len(bundle["events"]))]


def double_event(bundle, chance):
    place = chance.randrange(len(bundle["events"]))
    bundle["events"].insert(chance.randrange(len(bundle["events"])), copy.deepcopy(bundle["events"][place]))


def swap_events(bundle, chance):
    first, second = chance.sample(range(len(bundle["events"])), 2)
    listed = bundle["events"]
    listed[first], listed[second] = listed[second], listed[first]


def insert_event(bundle, chance):
    """One that fits the one before; it cannot fit the one after, nor any head."""
    place = chance.randrange(1, len(bundle["events"]) + 1)
    before = bundle["events"][place - 1]
    event = {**before["event"], "seq": place, "prev": before["hash"], "kind": "late", "data": {"seat": 1}}
    made = {"event": event, "hash": verify.sha256(verify.canonical(event))}
    bundle["events"].insert(place, made)


CHANGES = (change_value, change_value, change_value, drop_event, double_event, swap_events, insert_event)


@pytest.fixture
def whole(paper):
    """A bundle that holds, to which nearly everything has happened."""
    ballot = eventful()
    answered(ballot)
    return records.bundle(ballot, Audience.MEMBERS)


def refused(bundle, file):
    file.write_text(written(bundle), encoding="utf-8")
    try:
        verify.check(verify.read(str(file)))
    except (verify.Fails, verify.NotABundle):
        return True
    return False


def refused_by_the_program(bundle, file):
    file.write_text(written(bundle), encoding="utf-8")
    ran = subprocess.run([sys.executable, "-S", verify.__file__, str(file)], capture_output=True, check=False)
    return ran.returncode in (1, 2) and not ran.stderr


def test_every_change_is_refused(whole, tmp_path, sweeping):
    chance, file = Random("mutations"), tmp_path / "bundle.json"
    assert not refused(whole, file)
    assert not refused_by_the_program(whole, file)
    for number in range(10_000 if sweeping else 300):
        changed = copy.deepcopy(whole)
        change = chance.choice(CHANGES)
        change(changed, chance)
        if json.dumps(changed, sort_keys=True) == json.dumps(whole, sort_keys=True):
            continue  # an event doubled and swapped with itself
        assert refused(changed, file), (number, change.__name__)
        if number % THROUGH_THE_PROGRAM == 0:
            assert refused_by_the_program(changed, file), (number, change.__name__)
