"""Where the marks of a chart of shares stand: x in percent of the width, y in pixels. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cop.pilots.measure_rules import Share

TOP, HEIGHT = 16, 190


@dataclass(frozen=True)
class Mark:
    """A dot with its bar. ``label``: the share as it is written."""

    x: float
    y: float
    high: float
    low: float
    label: str
    name: str


@dataclass(frozen=True)
class Chart:
    """``ticks``: (y, percent); ``promise`` and ``stop``: y or None; ``path``: the line through the dots."""

    marks: list[Mark]
    ticks: list[tuple[float, int]]
    promise: float | None
    stop: float | None
    path: list[tuple[float, float, float, float]]


def drawn(points: Sequence[tuple[str, Share]], promise: int | None, stop: int | None) -> Chart | None:
    """A chart of at most the last 12 (name, share); None without any."""
    points = points[-12:]
    if not points:
        return None
    low, high = _range(points, promise, stop)

    def y(percent: float) -> float:
        return round(TOP + HEIGHT * (high - percent) / (high - low), 1)

    marks = [_mark(i, len(points), name, share, y) for i, (name, share) in enumerate(points)]
    step = 5 if high - low <= 25 else 10 if high - low <= 50 else 20
    ticks = [(y(percent), percent) for percent in range(low, high + 1, step)]
    path = [(a.x, a.y, b.x, b.y) for a, b in pairwise(marks)]
    bounds = [y(bound) if bound is not None else None for bound in (promise, stop)]
    return Chart(marks, ticks, bounds[0], bounds[1], path)


def _range(points: Sequence[tuple[str, Share]], promise: int | None, stop: int | None) -> tuple[int, int]:
    """From a multiple of 10 to one, with everything between."""
    ends = [end for _name, share in points for end in share.interval]
    ends += [bound for bound in (promise, stop) if bound is not None]
    low, high = int(min(ends) // 10 * 10), int(-(-max(ends) // 10) * 10)
    return (low, high) if low < high else (max(0, low - 10), min(100, high + 10))


def _mark(i: int, n: int, name: str, share: Share, at: Callable[[float], float]) -> Mark:
    low, high = share.interval
    middle = round((100 * i + 50) / n, 2)
    return Mark(middle, at(share.percent), at(high), at(low), f"{share.percent:.1f}", name)
