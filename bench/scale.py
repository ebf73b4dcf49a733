"""How large a community is made, and the facts about it that a measurement needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = 50  # posts in all threads but the long one
BEGUN = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Scale:
    """``posts`` in all, a tenth of them in one long thread; ``seats`` of the large ballot (its holders are members)."""

    posts: int
    members: int
    statements: int
    seats: int
    seed: int = 1

    @property
    def long(self) -> int:
        return max(self.posts // 10, 1)

    @property
    def lengths(self) -> list[int]:
        """Posts of each thread, the long one first."""
        full, rest = divmod(self.posts - self.long, PAGE)
        return [self.long, *[PAGE] * full, *([rest] if rest else [])]


SEATS = 10_000
SCALES = {
    "1k": Scale(1_000, 500, 20, 60),
    "100k": Scale(100_000, SEATS + 500, 500, SEATS),
    "1M": Scale(1_000_000, SEATS + 20_000, 2_000, SEATS),
}


@dataclass(frozen=True)
class Made:
    """A community in ``folder``. ``cookie`` is a signed-in member's, as the application signed it."""

    folder: Path
    scale: Scale
    cookie: str
    thread: str
    long_thread: str
    statement: str
    ballot: str
