"""What is found in the rows of a list, and what is wrong at which of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cop.intake.lists import Row

WHOLE_ROW = -1


@dataclass(frozen=True)
class Problem:
    """``column`` counts from 0, WHOLE_ROW for the row itself; ``says`` is a message id with ``values``."""

    column: int
    says: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """A row with what it tells of, if it does, and what is wrong with it."""

    row: Row
    found: Any
    problems: Sequence[Problem]
