"""How a list of people is read, and how the people in it are invited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

A_DAY = 2_000  # letters of lists that go out in a day


@dataclass(frozen=True)
class Reading:
    """How a list is read: which column holds what, and what stands in where a row says nothing."""

    columns: Mapping[str, int]
    group_key: str = ""
    country: str = ""


@dataclass(frozen=True)
class Sending:
    """How the people of a list are invited; ``letters``: at once, or later in one act."""

    letters: bool
    approves: bool = False
    language: str = "en"
    message: str = ""
