"""By how much a ballot holds or fails: what each failed test lacks, and how few seats had turned it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cop.ballots.decision import TAKING_PART, Requirement, outcome, tests_of
from cop.ballots.rules import ConsensusRule
from cop.ballots.sentences import (
    SHORT,
    SHORT_OF_REACH,
    WOULD_LOSE,
    WOULD_PASS,
    WOULD_SPEAK,
    WOULD_WIN,
    Sentence,
)
from cop.ballots.tally import Place, Tally
from cop.ballots.terms import Absence, Stance

SPREAD = ("min_groups", "min_countries")
MORE_THAN_HALF = ("support_pct", "group_support_pct", "backing_pct")
AT_LEAST_ONE = ("quorum_pct", "support_pct")


@dataclass(frozen=True)
class Shortfall:
    """A failed test and how many seats (groups, countries, objections) it was off, all else as it stands."""

    test: str
    group: str
    missing: int
    sentence: Sentence


@dataclass(frozen=True)
class Change:
    """The fewest seats that, standing at ``to``, would have changed the result; by what test and group."""

    seats: int
    to: Place
    test: str
    group: str
    sentence: Sentence


def least(found: Requirement) -> int:
    """The smallest ``have`` that holds the test, all else as it stands; of objections the largest."""
    if found.test in SPREAD or found.test == "max_objections":
        return found.bound
    if found.test == "reach":
        return 1
    strict = found.test in MORE_THAN_HALF and found.bound == 50
    share = found.of // 2 + 1 if strict else -(-found.bound * found.of // 100)
    return max(share, 1) if found.test in AT_LEAST_ONE else share


def shortfalls(tests: Iterable[Requirement]) -> list[Shortfall]:
    """What each failed test is short of, in the order of the tests."""
    tests = list(tests)
    words = SHORT | (SHORT_OF_REACH if any(found.test == "reach" for found in tests) else {})
    return [_shortfall(found, words[found.test]) for found in tests if not found.held]


def _shortfall(found: Requirement, words: str) -> Shortfall:
    needed, missing = least(found), abs(least(found) - found.have)
    values: dict[str, int | str] = {
        "group": found.group,
        "have": found.have,
        "of": found.of,
        "needed": needed,
        "missing": missing,
    }
    return Shortfall(found.test, found.group, missing, (words, values))


def what_would_change(tally: Tally, rule: ConsensusRule) -> Change | None:
    """The fewest seats that would have failed an adoption, adopted a failure, or given a quorum.

    None where whole groups or countries lack for a quorum: it matters who is missing, not how many.
    """
    if outcome(tally, rule).adopted:
        return min(_ways_to_fail(tally, rule), key=lambda change: change.seats)
    tests = tests_of(tally, rule)
    failed = [found for found in tests if not found.held and found.test in TAKING_PART]
    if failed:
        return _to_quorum(failed)
    return _to_adoption([found for found in tests if not found.held], rule)


def _ways_to_fail(tally: Tally, rule: ConsensusRule) -> Iterator[Change]:
    """For each test the fewest seats that fail it; moving one from the numerator alone costs it the most."""
    if rule.by_silence:
        yield _losing(1, Stance.OBJECT, "max_objections")
        return
    yield from _first_of_a_group(tally, rule)
    for found in tests_of(tally, rule):
        yield from _ways_to_fail_one(found, tally)


def _ways_to_fail_one(found: Requirement, tally: Tally) -> Iterator[Change]:
    if found.test in SPREAD:
        parts = tally.groups if found.test == "min_groups" else tally.countries
        present = sorted(c.present for c in parts.values() if c.present)
        yield _losing(sum(present[: found.have - found.bound + 1]), Absence.SILENT, found.test)
    elif found.test == "max_objections":
        yield _losing(found.bound - found.have + 1, Stance.OBJECT, found.test)
    elif least(found) >= 1:
        yield _losing(found.have - least(found) + 1, _away(found.test), found.test, found.group)


def _away(test: str) -> Place:
    if test in TAKING_PART:
        return Absence.SILENT
    return Stance.STAND_ASIDE if test == "backing_pct" else Stance.OBJECT


def _first_of_a_group(tally: Tally, rule: ConsensusRule) -> Iterator[Change]:
    """A group without a test of its own gets one from its first seat that counts, or that decides."""
    for key, c in tally.groups.items():
        if not c.entitled and rule.group_quorum_pct:
            yield _losing(1, Absence.SILENT, "group_quorum_pct", key)
        if not c.decided and rule.group_support_pct:
            yield _losing(1, Stance.OBJECT, "group_support_pct", key)


def _losing(seats: int, to: Place, test: str, group: str = "") -> Change:
    return Change(seats, to, test, group, (WOULD_LOSE[test], {"seats": seats, "group": group}))


def _to_quorum(failed: list[Requirement]) -> Change | None:
    if any(found.test in SPREAD or found.test == "reach" for found in failed):
        return None
    return _together(failed, Stance.ENDORSE, WOULD_SPEAK)


def _to_adoption(failed: list[Requirement], rule: ConsensusRule) -> Change:
    if rule.by_silence:
        return _together(failed, Absence.SILENT, WOULD_PASS)
    return _together(failed, Stance.ENDORSE, WOULD_WIN)


def _together(failed: list[Requirement], to: Place, words: str) -> Change:
    """One seat may serve a group's test and a test of the whole, and never the tests of two groups."""
    missing = [(short.missing, short.test) for short in shortfalls(failed) if not short.group]
    groups = [short for short in shortfalls(failed) if short.group]
    if groups:
        missing.append((sum(short.missing for short in groups), groups[0].test))
    seats, test = max(missing, key=lambda pair: pair[0])
    return Change(seats, to, test, "", (words, {"seats": seats}))
