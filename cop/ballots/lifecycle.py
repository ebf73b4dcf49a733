"""What may happen to a ballot, and when. Pure; times are aware, whole seconds of UTC."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import BallotState, RuleName, Visibility
from cop.kernel.errors import N_, IllegalMove, Invalid

SHORTEST = timedelta(hours=72)
MOST_EXTENSIONS = 2


class Move(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    OVERTAKE = "overtake"
    ANNUL = "annul"


ENDED = frozenset({BallotState.CLOSED, BallotState.OVERTAKEN, BallotState.ANNULLED})
LEADS_TO = {
    (BallotState.PREPARED, Move.OPEN): BallotState.OPEN,
    (BallotState.OPEN, Move.CLOSE): BallotState.CLOSED,
    (BallotState.OPEN, Move.OVERTAKE): BallotState.OVERTAKEN,
    (BallotState.OPEN, Move.ANNUL): BallotState.ANNULLED,
}
REFUSALS = {
    BallotState.PREPARED: N_("This ballot is not open yet; the secretariat opens it."),
    BallotState.OPEN: N_("This ballot is open already."),
    BallotState.CLOSED: N_(
        "This ballot is closed. Only a new ballot on a new revision changes what it decided."
    ),
    BallotState.OVERTAKEN: N_(
        "The text changed, which ended this ballot. The secretariat can open a new one."
    ),
    BallotState.ANNULLED: N_("This ballot was annulled. The secretariat can open a new one."),
}


def after(state: BallotState, move: Move) -> BallotState:
    """The state that ``move`` leads to. Raises IllegalMove; nothing leads out of an end."""
    if (state, move) not in LEADS_TO:
        raise IllegalMove(REFUSALS[state])
    return LEADS_TO[state, move]


def check_open(state: BallotState) -> None:
    """Raises IllegalMove unless positions can be taken."""
    if state is not BallotState.OPEN:
        raise IllegalMove(REFUSALS[state])


def shows_positions(visibility: Visibility, state: BallotState, *, member: bool) -> bool:
    """Whether positions show yet: after an end, and to the members of an open ballot before it."""
    return state in ENDED or (member and visibility is Visibility.OPEN)


@dataclass(frozen=True)
class Term:
    """How long a ballot runs: opened, the close told at opening, and the later closes it was given."""

    opened_at: datetime
    closes_at: datetime
    extensions: tuple[datetime, ...] = ()

    @property
    def current(self) -> datetime:
        return self.extensions[-1] if self.extensions else self.closes_at

    @property
    def latest(self) -> datetime:
        """Extensions together are never longer than the ballot was to be at first."""
        return self.closes_at + (self.closes_at - self.opened_at)

    def due(self, now: datetime) -> bool:
        """Positions count before the close, not at it."""
        return now >= self.current


def check_length(term: Term, shortest: timedelta = SHORTEST) -> None:
    """Raises Invalid (closes_at) for a ballot shorter than the house allows."""
    if term.closes_at - term.opened_at < max(shortest, timedelta(seconds=1)):
        raise Invalid(
            N_("A ballot runs at least %(length)s, so that all can take part. Choose a later close."),
            field="closes_at",
            length=shortest,
        )


def check_extension(term: Term, until: datetime, now: datetime) -> None:
    """Raises IllegalMove after the close or the second extension, Invalid (closes_at) for the time given."""
    if term.due(now):
        raise IllegalMove(REFUSALS[BallotState.CLOSED])
    if len(term.extensions) >= MOST_EXTENSIONS:
        raise IllegalMove(
            N_("This ballot was already extended %(most)d times, no more is allowed."),
            most=MOST_EXTENSIONS,
        )
    if until <= term.current:
        raise Invalid(N_("An extension needs a close later than the present one."), field="closes_at")
    if until > term.latest:
        raise Invalid(
            N_("Extensions together are at most as long as the ballot was at first: until %(latest)s."),
            field="closes_at",
            latest=term.latest,
        )


def check_roll(seats: Collection[tuple[str, str]], rule: ConsensusRule) -> None:
    """``seats`` are (group, country). Raises IllegalMove for a roll that could never have its quorum, with the
    parameter as its field where the officer set it, else with the rule."""
    groups, countries = ({seat[part] for seat in seats} for part in (0, 1))
    own = rule.name is RuleName.CUSTOM
    if len(groups) < rule.min_groups:
        raise IllegalMove(
            N_("The roll has %(have)d groups; the rule needs %(need)d. Add more, or choose another rule."),
            field="min_groups" if own else "rule",
            have=len(groups),
            need=rule.min_groups,
        )
    if len(countries) < rule.min_countries:
        raise IllegalMove(
            N_("The roll has %(have)d countries; the rule needs %(need)d. Add more, or choose another rule."),
            field="min_countries" if own else "rule",
            have=len(countries),
            need=rule.min_countries,
        )
