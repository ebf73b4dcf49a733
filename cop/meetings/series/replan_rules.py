"""What becomes of the dates of a series that is planned anew. Pure; all times are local (naive)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cop.meetings.series.recurrence_rules import Rule


def ending_before(rule: Rule, day: date) -> Rule:
    """The same rule, up to the day before ``day``: what is left of a series that goes on as another."""
    return replace(rule, count=None, until=day - timedelta(days=1))


def matched(
    before: Sequence[date], after: Sequence[date], fixed: frozenset[date] = frozenset()
) -> list[tuple[int | None, int | None]]:
    """Which date of a series becomes which when it is planned anew, as pairs of indices; None: has no counterpart.

    The first becomes the first. While that is the same day, so does every other day that both have; else all follow
    in order. ``fixed`` days of ``before`` (cancelled ones) become no other day: without a counterpart they are left out.
    """
    free = {day: n for n, day in enumerate(after) if n}
    keeps = fixed if before[0] != after[0] else {*before}
    same = [(n, free.pop(day)) for n, day in enumerate(before) if n and day in keeps and day in free]
    taken = {n for n, _ in same}
    left = [n for n, day in enumerate(before) if n and n not in taken and day not in fixed]
    rest = list(free.values())
    paired: list[tuple[int | None, int | None]] = [(0, 0), *same, *zip(left, rest, strict=False)]
    gone = [(n, None) for n in left[len(rest) :]]
    return paired + gone + [(None, n) for n in rest[len(left) :]]
