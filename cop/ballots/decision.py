"""Testing a tally against a rule. Nobody chooses an outcome: it follows. Pure; integers only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from cop.ballots.rules import ConsensusRule, more
from cop.ballots.tally import Counts, Tally
from cop.ballots.terms import Outcome


@dataclass(frozen=True)
class Requirement:
    """One test and what it found: ``have`` of ``of`` against ``bound``; ``group`` is "" for the whole."""

    test: str
    group: str
    have: int
    of: int
    bound: int
    held: bool

    def data(self) -> dict[str, int | str]:
        return asdict(self) | {"held": int(self.held)}


TAKING_PART = frozenset({"quorum_pct", "group_quorum_pct", "min_groups", "min_countries", "reach"})


def tests_of(tally: Tally, rule: ConsensusRule) -> list[Requirement]:
    """Every test of the rule in the order of its parameters, groups by key."""
    return list(_by_silence(tally, rule) if rule.by_silence else _by_positions(tally, rule))


def outcome(tally: Tally, rule: ConsensusRule) -> Outcome:
    """What the ballot decides if it closes like this."""
    failed = {found.test for found in tests_of(tally, rule) if not found.held}
    if failed & TAKING_PART:
        return Outcome.INQUORATE
    if failed:
        return Outcome.NO_CONSENSUS
    return Outcome.ADOPTED_NO_OBJECTION if rule.by_silence else _degree(tally.all)


def _degree(counts: Counts) -> Outcome:
    if counts.object:
        return Outcome.ADOPTED_WITH_DISSENT
    return Outcome.CONSENSUS_WITH_RESERVATIONS if counts.reserve else Outcome.CONSENSUS


def _by_positions(tally: Tally, rule: ConsensusRule) -> Iterator[Requirement]:
    whole, groups = tally.all, tally.groups
    yield _turnout("quorum_pct", "", whole, rule)
    yield from (_turnout("group_quorum_pct", key, c, rule) for key, c in groups.items() if c.entitled)
    yield from _spread(tally, rule, lambda c: c.present)
    yield _support("support_pct", "", whole, rule)
    yield from (_support("group_support_pct", key, c, rule) for key, c in groups.items() if c.decided)
    backed = more(whole.favour, whole.present, rule.backing_pct)
    yield Requirement("backing_pct", "", whole.favour, whole.present, rule.backing_pct, backed)
    if rule.max_objections >= 0:
        yield _objections(whole, rule)


def _by_silence(tally: Tally, rule: ConsensusRule) -> Iterator[Requirement]:
    for key, c in tally.groups.items():
        if c.entitled:
            yield Requirement("reach", key, c.reached, c.entitled, 1, c.reached >= 1)
    yield from _spread(tally, rule, lambda c: c.reached)
    yield _objections(tally.all, rule)


def _turnout(test: str, group: str, c: Counts, rule: ConsensusRule) -> Requirement:
    bound = getattr(rule, test)
    held = c.present * 100 >= bound * c.entitled and (bool(group) or c.present >= 1)
    return Requirement(test, group, c.present, c.entitled, bound, held)


def _spread(tally: Tally, rule: ConsensusRule, taking_part: Callable[[Counts], int]) -> Iterator[Requirement]:
    for test, parts in (("min_groups", tally.groups), ("min_countries", tally.countries)):
        have, bound = sum(taking_part(c) >= 1 for c in parts.values()), getattr(rule, test)
        yield Requirement(test, "", have, len(parts), bound, have >= bound)


def _support(test: str, group: str, c: Counts, rule: ConsensusRule) -> Requirement:
    bound = getattr(rule, test)
    held = more(c.favour, c.decided, bound) and (bool(group) or c.favour >= 1)
    return Requirement(test, group, c.favour, c.decided, bound, held)


def _objections(c: Counts, rule: ConsensusRule) -> Requirement:
    most = rule.max_objections
    return Requirement("max_objections", "", c.object, c.decided, most, c.object <= most)
