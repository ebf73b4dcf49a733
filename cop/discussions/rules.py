"""How a thread is counted, paged and read as a tree; what may be done in which state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

from cop.kernel.errors import N_, IllegalMove

PAGE = 50  # posts; a thread of so many is one tree
MOST_MOVED = 2_000  # posts at once: they are numbered anew while nobody else writes
PRINTED = 500  # posts on a page to print
OPENNESS = ("restricted", "members", "public")
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


class Said(Enum):
    """What is said of a post without a word."""

    helpful = "helpful"
    agree = "agree"
    same_here = "same_here"


SAID_WORDS = {Said.helpful: N_("Helpful"), Said.agree: N_("I agree"), Said.same_here: N_("Same here")}


def page_of(seq: int, size: int = PAGE) -> int:
    """The page, from 1, on which the post with this number stands; it never moves."""
    return (seq - 1) // size + 1


def numbers_on(page: int, size: int = PAGE) -> tuple[int, int]:
    """First and last number of a page."""
    return (page - 1) * size + 1, page * size


def parent_of(answered: int | None) -> int | None:
    """An answer to the first post is an answer to the thread."""
    return None if answered in (None, 1) else answered


def told_at(moment: datetime) -> datetime:
    """The beginning of the day, in UTC: all that is told where nobody is named."""
    return moment.replace(hour=0, minute=0, second=0)


def demand_open(locked_at: datetime | None, archived_at: datetime | None) -> None:
    """Raises IllegalMove where nothing may be written any more, saying who can change that."""
    if archived_at is not None:
        raise IllegalMove(
            N_("This space is archived, so nothing is written in it. The secretariat can open it.")
        )
    if locked_at is not None:
        raise IllegalMove(N_("This thread is locked. A facilitator of the space can unlock it."))


def demand_of_another(author_id: int, actor_id: int) -> None:
    """Raises IllegalMove for a reaction to what one wrote oneself."""
    if author_id == actor_id:
        raise IllegalMove(N_("This is your own post. Others say whether it helped."))


def demand_acceptable(kind: Kind, seq: int, removed: bool) -> None:
    """Raises IllegalMove for what cannot be the answer to a question."""
    if kind is not Kind.question:
        raise IllegalMove(N_("Only a question has an accepted answer."))
    if seq == 1 or removed:
        raise IllegalMove(N_("Choose one of the answers that stand."))


def demand_no_wider(here: str, there: str) -> None:
    """Raises IllegalMove where posts would get readers for whom their authors did not write; both are visibilities."""
    others = here == there == "restricted"
    if others or OPENNESS.index(there) > OPENNESS.index(here):
        raise IllegalMove(
            N_(
                "People who could not read these posts until now could read them there, and their authors wrote for "
                "fewer. Choose a space that is not open to others, or ask the authors to write there themselves."
            ),
            field="place",
        )


def demand_movable(count: int) -> None:
    """Raises IllegalMove for more posts than are numbered anew at once."""
    if count > MOST_MOVED:
        raise IllegalMove(
            N_(
                "These are %(count)d posts; at most %(most)d go at once. Lock the thread instead, and link the two."
            ),
            count=count,
            most=MOST_MOVED,
        )


def branch(pairs: Iterable[tuple[int, int | None]], roots: Iterable[int]) -> list[int]:
    """The numbers of ``roots`` and of all that answers them, however deeply; ``pairs`` of (number, parent) in order."""
    chosen = set(roots)
    for seq, parent in pairs:
        if parent in chosen:
            chosen.add(seq)
    return sorted(chosen)
