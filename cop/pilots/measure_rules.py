"""Shares with their intervals, and when one crosses a stop rule. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from cop.kernel.errors import N_

Z95 = 1.959963984540054
FEWEST = 5


class Way(StrEnum):
    LEAST = "least"
    MOST = "most"


WAY_WORDS = {Way.LEAST: N_("At least this is good"), Way.MOST: N_("At most this is good")}


@dataclass(frozen=True)
class Taken:
    """A reading as it is entered."""

    metric: int
    day: date
    found: int
    out_of: int
    subgroup: str = ""


@dataclass(frozen=True)
class Share:
    """``found`` of ``out_of``, which is at least 1."""

    found: int
    out_of: int

    @property
    def percent(self) -> float:
        return 100 * self.found / self.out_of

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval in percent by Wilson's score (1927), which never leaves 0 to 100."""
        n, p = self.out_of, self.found / self.out_of
        spread = Z95 * sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
        middle, scale = p + Z95**2 / (2 * n), 1 + Z95**2 / n
        return max(0.0, 100 * (middle - spread) / scale), min(100.0, 100 * (middle + spread) / scale)


def crosses(share: Share, way: str, stop: int | None) -> bool:
    """Whether a reading is beyond the stop rule: below it where at least that is good, else above. Exact."""
    if stop is None:
        return False
    measured, bound = 100 * share.found, stop * share.out_of
    return measured < bound if way == Way.LEAST else measured > bound
