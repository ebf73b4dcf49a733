"""How a thread is counted, paged and read as a tree; what may be done in which state."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from cop.kernel.errors import N_, IllegalMove

PAGE = 50  # posts; a thread of so many is one tree
ERASED = " "  # the reason of a removal that came with its author's leaving; nobody can type it, since reasons are trimmed


class Kind(Enum):
    discussion = "discussion"
    question = "question"
    use_case = "use_case"
    lesson = "lesson"


KIND_WORDS = {
    Kind.discussion: (N_("Discussion"), N_("Something to think through together.")),
    Kind.question: (N_("Question"), N_("You look for an answer, and will say which one helped.")),
    Kind.use_case: (N_("Use case"), N_("What a tool is used for, where, and how it goes.")),
    Kind.lesson: (N_("Lesson learned"), N_("What went otherwise than planned, and what follows.")),
}


def page_of(seq: int) -> int:
    """The page, from 1, on which the post with this number stands; it never moves."""
    return (seq - 1) // PAGE + 1


def numbers_on(page: int) -> tuple[int, int]:
    """First and last number of a page."""
    return (page - 1) * PAGE + 1, page * PAGE


def parent_of(answered: int | None) -> int | None:
    """An answer to the first post is an answer to the thread."""
    return None if answered in (None, 1) else answered


def demand_open(locked_at: datetime | None, archived_at: datetime | None) -> None:
    """Raises IllegalMove where nothing may be written any more, saying who can change that."""
    if archived_at is not None:
        raise IllegalMove(
            N_("This space is archived, so nothing is written in it. The secretariat can open it.")
        )
    if locked_at is not None:
        raise IllegalMove(N_("This thread is locked. A facilitator of the space can unlock it."))


def demand_acceptable(kind: Kind, seq: int, removed: bool) -> None:
    """Raises IllegalMove for what cannot be the answer to a question."""
    if kind is not Kind.question:
        raise IllegalMove(N_("Only a question has an accepted answer."))
    if seq == 1 or removed:
        raise IllegalMove(N_("Choose one of the answers that stand."))
