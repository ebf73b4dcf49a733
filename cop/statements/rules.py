"""The life of a statement, and what stands between its states. Pure.

drafting -> consultation <-> revising -> balloting -> adopted -> published -> superseded | withdrawn
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from cop.kernel.errors import N_, IllegalMove, Invalid


class State(StrEnum):
    DRAFTING = "drafting"
    CONSULTATION = "consultation"
    REVISING = "revising"
    BALLOTING = "balloting"
    NOT_ADOPTED = "not_adopted"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    SHELVED = "shelved"


class Move(StrEnum):
    CONSULT = "consult"
    END_CONSULTATION = "end_consultation"
    BALLOT = "ballot"
    ADOPT = "adopt"
    FAIL = "fail"
    INTERRUPT = "interrupt"
    TAKE_UP = "take_up"
    SHELVE = "shelve"
    UNSHELVE = "unshelve"
    PUBLISH = "publish"
    UNADOPT = "unadopt"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


class Disposition(StrEnum):
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    NOT_ACCEPTED = "not_accepted"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"


S = State
MOVES: dict[Move, tuple[frozenset[State], State]] = {
    Move.CONSULT: (frozenset({S.DRAFTING, S.REVISING}), S.CONSULTATION),
    Move.END_CONSULTATION: (frozenset({S.CONSULTATION}), S.REVISING),
    Move.BALLOT: (frozenset({S.REVISING}), S.BALLOTING),
    Move.ADOPT: (frozenset({S.BALLOTING}), S.ADOPTED),
    Move.FAIL: (frozenset({S.BALLOTING}), S.NOT_ADOPTED),
    Move.INTERRUPT: (frozenset({S.BALLOTING}), S.REVISING),
    Move.TAKE_UP: (frozenset({S.NOT_ADOPTED}), S.REVISING),
    Move.SHELVE: (frozenset({S.DRAFTING, S.REVISING, S.NOT_ADOPTED}), S.SHELVED),
    Move.UNSHELVE: (frozenset({S.SHELVED}), S.REVISING),
    Move.PUBLISH: (frozenset({S.ADOPTED}), S.PUBLISHED),
    Move.UNADOPT: (frozenset({S.ADOPTED}), S.REVISING),
    Move.SUPERSEDE: (frozenset({S.PUBLISHED}), S.SUPERSEDED),
    Move.WITHDRAW: (frozenset({S.PUBLISHED}), S.WITHDRAWN),
}
COMMENTED = frozenset({S.CONSULTATION, S.BALLOTING})
REVISED = frozenset({S.DRAFTING, S.REVISING, S.BALLOTING})
PUBLIC = frozenset({S.PUBLISHED, S.SUPERSEDED, S.WITHDRAWN})

STATES = {
    S.DRAFTING: N_("Being drafted"),
    S.CONSULTATION: N_("Open for comments"),
    S.REVISING: N_("Being revised"),
    S.BALLOTING: N_("Put to the ballot"),
    S.NOT_ADOPTED: N_("Not adopted"),
    S.ADOPTED: N_("Adopted, not yet published"),
    S.PUBLISHED: N_("Published"),
    S.SUPERSEDED: N_("Replaced by a later statement"),
    S.WITHDRAWN: N_("Withdrawn"),
    S.SHELVED: N_("Set aside"),
}
DISPOSITIONS = {
    Disposition.ACCEPTED: N_("Accepted"),
    Disposition.ACCEPTED_IN_PART: N_("Accepted in part"),
    Disposition.NOT_ACCEPTED: N_("Not accepted"),
    Disposition.OUT_OF_SCOPE: N_("Out of scope"),
    Disposition.DUPLICATE: N_("Same as another comment"),
}
WHERE = {
    Move.CONSULT: N_("A consultation begins from a draft or a revision; this statement is elsewhere."),
    Move.END_CONSULTATION: N_("This statement is not in consultation."),
    Move.BALLOT: N_("A ballot opens on a text that is being revised. Close the consultation first."),
    Move.PUBLISH: N_("Only an adopted statement is published: a ballot decides it first."),
    Move.UNADOPT: N_("Only an adoption that is not yet published can be withdrawn."),
    Move.SHELVE: N_("Only a draft, a revision or a text that was not adopted can be set aside."),
    Move.SUPERSEDE: N_("Only a published statement can be replaced."),
    Move.WITHDRAW: N_("Only a published statement can be withdrawn."),
}


def after(state: State, move: Move) -> State:
    """The state that ``move`` leads to. Raises IllegalMove when it does not begin at ``state``."""
    begins, ends = MOVES[move]
    if state not in begins:
        raise IllegalMove(WHERE.get(move, N_("The statement is not in a state from which this can be done.")))
    return ends


def closing_time(closes_at: datetime, now: datetime) -> datetime:
    """A consultation's end. Raises Invalid at ``closes_at`` unless it is between an hour and a year ahead."""
    if not timedelta(hours=1) <= closes_at - now <= timedelta(days=365):
        raise Invalid(
            N_("A consultation stays open for at least an hour and at most a year. Choose another time."),
            field="closes_at",
        )
    return closes_at


LIKENESS = 50
"""Percent of a clause that must stand for it to be the same clause after an edit."""


def carried(before: Sequence[tuple[int, str]], texts: Sequence[str]) -> list[int | None]:
    """For each of ``texts``, the key of the clause of ``before`` (key, text) that it continues, None if new.

    Unchanged clauses keep their key wherever they moved; of the rest, the likest pairs are taken first.
    """
    found: dict[int, int] = {}
    free = dict(before)
    for place, text in enumerate(texts):
        same = next((key for key, old in free.items() if old == text), None)
        if same is not None:
            found[place] = same
            del free[same]
    rest = [place for place in range(len(texts)) if place not in found]
    likest = sorted(((likeness(free[key], texts[at]), key, at) for key in free for at in rest), reverse=True)
    for percent, key, place in likest:
        if percent >= LIKENESS and key in free and place not in found:
            found[place] = key
            del free[key]
    return [found.get(place) for place in range(len(texts))]


def likeness(one: str, other: str) -> int:
    """How much of two texts is the same words in the same order, in percent."""
    return round(100 * SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio())
