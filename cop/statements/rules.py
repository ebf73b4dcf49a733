"""The life of a statement: its states, who moves it between them, and what is refused meanwhile. Pure.

drafting -> consultation <-> revising -> balloting -> adopted -> published -> superseded | withdrawn
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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


@dataclass(frozen=True)
class Step:
    """A move: where it begins and ends, who makes it (keys of ``permits.WHO``), and where it would have to begin."""

    begins: frozenset[State]
    ends: State
    who: tuple[str, ...]
    where: str


def _step(begins: Collection[State], ends: State, who: str, where: str) -> Step:
    return Step(frozenset(begins), ends, tuple(who.split()), where)


S = State
MOVES: dict[Move, Step] = {
    Move.CONSULT: _step(
        {S.DRAFTING, S.REVISING},
        S.CONSULTATION,
        "editor",
        N_("A consultation opens on a text that is drafted or revised. This statement: %(state)s."),
    ),
    Move.END_CONSULTATION: _step(
        {S.CONSULTATION},
        S.REVISING,
        "officer system",
        N_("There is no consultation to end. This statement: %(state)s."),
    ),
    Move.BALLOT: _step(
        {S.REVISING},
        S.BALLOTING,
        "officer",
        N_(
            "A ballot opens on a text that is being revised, after its consultation. This statement: %(state)s."
        ),
    ),
    Move.ADOPT: _step(
        {S.BALLOTING}, S.ADOPTED, "system", N_("Only an open ballot adopts. This one: %(state)s.")
    ),
    Move.FAIL: _step({S.BALLOTING}, S.NOT_ADOPTED, "system", N_("No ballot is open. This one: %(state)s.")),
    Move.INTERRUPT: _step({S.BALLOTING}, S.REVISING, "system", N_("No ballot is open. This one: %(state)s.")),
    Move.TAKE_UP: _step(
        {S.NOT_ADOPTED},
        S.REVISING,
        "editor",
        N_("Only a text that a ballot did not adopt is taken up again. This statement: %(state)s."),
    ),
    Move.SHELVE: _step(
        {S.DRAFTING, S.REVISING, S.NOT_ADOPTED},
        S.SHELVED,
        "officer",
        N_("Only a draft, a revision or a text that was not adopted can be set aside. This one: %(state)s."),
    ),
    Move.UNSHELVE: _step(
        {S.SHELVED}, S.REVISING, "officer", N_("This statement is not set aside. It is: %(state)s.")
    ),
    Move.PUBLISH: _step(
        {S.ADOPTED},
        S.PUBLISHED,
        "officer",
        N_("Only an adopted statement is published: a ballot decides it first. This one: %(state)s."),
    ),
    Move.UNADOPT: _step(
        {S.ADOPTED},
        S.REVISING,
        "officer",
        N_("Only an adoption that is not yet published can be withdrawn. This statement: %(state)s."),
    ),
    Move.SUPERSEDE: _step(
        {S.PUBLISHED},
        S.SUPERSEDED,
        "officer",
        N_("Only a published statement can be replaced. This one: %(state)s."),
    ),
    Move.WITHDRAW: _step(
        {S.PUBLISHED},
        S.WITHDRAWN,
        "officer",
        N_("Only a published statement can be withdrawn. This one: %(state)s."),
    ),
}
COMMENTED = frozenset({S.CONSULTATION, S.BALLOTING})
REVISED = frozenset({S.DRAFTING, S.REVISING, S.BALLOTING})
WEIGHED = frozenset({S.CONSULTATION, S.REVISING, S.BALLOTING, S.NOT_ADOPTED, S.SHELVED})
"""States in which a comment can still be withdrawn, or disposed of otherwise than before."""
PUBLIC = frozenset({S.PUBLISHED, S.SUPERSEDED, S.WITHDRAWN})
DECIDED = frozenset({S.ADOPTED, *PUBLIC})

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
WHY_NOT_REVISED = {
    S.CONSULTATION: N_(
        "The text stands still while it is in consultation, so that all comment on the same words. "
        "Revise it when that is over; the secretariat can end it early."
    ),
    S.ADOPTED: N_(
        "A ballot adopted this text word for word. To change it, two officers must withdraw the adoption first."
    ),
    S.NOT_ADOPTED: N_("The ballot did not adopt this text. Take it up again first, then revise it."),
    S.SHELVED: N_("This statement is set aside. The secretariat can take it up again."),
}
FOR_EVER = N_("A published text stays as it is. Draft a new statement that replaces it.")
LISTED = 20  # comments that a refusal names


def after(state: State, move: Move) -> State:
    """The state that ``move`` leads to. Raises IllegalMove when it does not begin at ``state``."""
    step = MOVES[move]
    if state not in step.begins:
        raise IllegalMove(step.where, state=[STATES[state]])
    return step.ends


def demand_revisable(state: State, *, ends_ballot: bool) -> None:
    """Raises IllegalMove where the text is fixed, Invalid (ends_ballot) unless its ballot is knowingly ended."""
    if state not in REVISED:
        raise IllegalMove(WHY_NOT_REVISED.get(state, FOR_EVER))
    if state is S.BALLOTING and not ends_ballot:
        raise Invalid(
            N_("A ballot is open on the text as it stands, and a new text ends it. Tick that you know this."),
            field="ends_ballot",
        )


def closing_time(closes_at: datetime, now: datetime) -> datetime:
    """A consultation's end. Raises Invalid at ``closes_at`` unless it is between an hour and a year ahead."""
    if not timedelta(hours=1) <= closes_at - now <= timedelta(days=365):
        raise Invalid(
            N_("A consultation stays open for at least an hour and at most a year. Choose another time."),
            field="closes_at",
        )
    return closes_at


def demand_comments_open(state: State, closes_at: datetime | None, now: datetime) -> None:
    """Raises IllegalMove outside a consultation and a ballot; ``closes_at`` is the end of either."""
    if state not in COMMENTED or closes_at is None or now >= closes_at:
        raise IllegalMove(
            N_("Comments are taken during a consultation and a ballot. Its editors open the next one.")
        )


def demand_disposed(waiting: Sequence[int]) -> None:
    """Raises IllegalMove while comments have neither disposition nor withdrawal, naming the first of them."""
    if not waiting:
        return
    named = ", ".join(f"#{number}" for number in waiting[:LISTED])
    raise IllegalMove(
        N_(
            "These comments have no answer yet: %(numbers)s. The statement's editors answer each, or "
            "its author withdraws it."
        ),
        numbers=f"{named} …" if len(waiting) > LISTED else named,
    )


def demand_peace(open_: Sequence[int], answered: Sequence[int]) -> None:
    """Raises IllegalMove while objections, by seat, wait for the editors (open) or their objectors (answered)."""
    if open_:
        raise IllegalMove(
            N_(
                "Open objections of seats %(seats)s: the statement's editors must answer each before publication."
            ),
            seats=", ".join(map(str, open_)),
        )
    if answered:
        raise IllegalMove(
            N_(
                "Answered objections of seats %(seats)s: each objector has seven days, from the later of the answer "
                "and the close, to say whether it is resolved. Publish after that."
            ),
            seats=", ".join(map(str, answered)),
        )


def demand_reason(reason: str) -> str:
    """The reason without the space around it. Raises Invalid (reason) where there is none."""
    if not reason.strip():
        raise Invalid(N_("Write the reason. It is shown with the statement for ever."), field="reason")
    return reason.strip()


def number(year: int, count: int) -> str:
    """``JS-2026-001``: the ``count``-th that was published in the year (UTC)."""
    return f"JS-{year}-{count:03d}"
