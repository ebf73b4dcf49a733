"""How what readers flag is looked at, decided and, if its author asks, decided again. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import Enum

from cop.kernel.errors import N_, IllegalMove

FLAGS, GROUPS, COUNTRIES = 3, 2, 2  # so many flags, from so many groups and countries, fold a post up
APPEAL_WITHIN = timedelta(days=14)
REMEMBERED = timedelta(days=365)  # how long an earlier ruling is shown to moderators


class Reason(Enum):
    harassment = "harassment"
    private = "private"
    commercial = "commercial"
    misleading = "misleading"
    off_topic = "off_topic"
    other = "other"


class State(Enum):
    """Where a case stands. ``appealed`` waits like ``open`` does, for somebody else."""

    open = "open"
    taken = "taken"
    decided = "decided"
    appealed = "appealed"
    settled = "settled"


class Ruling(Enum):
    kept = "kept"  # nothing wrong with it
    warned = "warned"  # it stays; its author is told what was wrong
    removed = "removed"  # a stub with the reason stands in its place
    withdrawn = "withdrawn"  # its author took it away before anybody decided


WAITING = (State.open, State.taken, State.appealed)
UNDECIDED = (State.open, State.taken)
AGAINST = (Ruling.warned, Ruling.removed)


def folds(sources: Collection[tuple[str, str]]) -> bool:
    """Whether flags of these (group, country) fold what they are about, before anybody has looked at it."""
    groups, countries = {group for group, _ in sources}, {country for _, country in sources}
    return len(sources) >= FLAGS and len(groups) >= GROUPS and len(countries) >= COUNTRIES


def demand_undecided(state: str) -> None:
    if State(state) not in UNDECIDED:
        raise IllegalMove(N_("This is decided already. Its author may appeal; then it is decided once more."))


def demand_waiting(state: str) -> None:
    if State(state) not in WAITING:
        raise IllegalMove(N_("This is decided, so nobody needs to look after it any more."))


def demand_mine(assignee: int | None, actor: int) -> None:
    """Who decides has taken the case, so that two do not answer one flag."""
    if assignee != actor:
        raise IllegalMove(N_("Take the case first: then others know that you are looking at it."))


def demand_appealable(state: str, ruling: str | None, decided_at: datetime | None, now: datetime) -> None:
    """An author appeals once, in time, against what was decided against them."""
    if ruling is None or Ruling(ruling) not in AGAINST or decided_at is None:
        raise IllegalMove(N_("Nothing was decided against your post, so there is nothing to appeal."))
    if State(state) is not State.decided:
        raise IllegalMove(N_("You have appealed already. What comes of it is told to you by mail."))
    if now > decided_at + APPEAL_WITHIN:
        raise IllegalMove(
            N_("An appeal is made within 14 days of the decision. The secretariat can advise you.")
        )


def demand_appealed(state: str) -> None:
    if State(state) is not State.appealed:
        raise IllegalMove(N_("There is no appeal that waits for an answer."))
