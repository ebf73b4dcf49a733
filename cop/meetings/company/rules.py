"""What one can answer to an invitation, and who has a place. Pure."""

from __future__ import annotations

from datetime import datetime
from enum import Enum


class Answer(Enum):
    yes = "yes"
    maybe = "maybe"
    no = "no"


def has_place(answer: str, queued_at: datetime | None) -> bool:
    """Whether an answer counts as coming: a yes that does not wait."""
    return answer == Answer.yes.value and queued_at is None


def is_full(places: int | None, coming: int) -> bool:
    return places is not None and coming >= places
