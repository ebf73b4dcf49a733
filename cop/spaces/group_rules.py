"""Working groups: spaces that one joins, with a task and a term. Who may come in, and when the term is spoken of."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from cop.kernel.errors import N_, IllegalMove, Invalid


class Joining(StrEnum):
    """How a member becomes one of a working group's people."""

    OPEN = "open"
    REQUEST = "request"
    INVITATION = "invitation"


class Asked(StrEnum):
    """Who asked: the member to come in, or the group the member."""

    REQUEST = "request"
    INVITATION = "invitation"


REMINDER = timedelta(days=30)
"""Before the last day of a term, facilitators and the secretariat are reminded of it."""
LONGEST = timedelta(days=3 * 366)


def demand_reachable(visibility: str, joining: str | None) -> None:
    """Raises Invalid (joining): who does not know of a space cannot ask to come in."""
    if visibility == "restricted" and joining in (Joining.OPEN, Joining.REQUEST):
        raise Invalid(
            N_("A space that only its own people read is joined by invitation: others do not know of it."),
            field="joining",
        )


def demand_term(begins: date, ends: date, today: date) -> None:
    """A term ends after it begins, not in the past, and within three years. Raises Invalid (ends)."""
    if ends <= begins or ends < today:
        raise Invalid(
            N_("The term ends before it begins, or has ended already. Choose a later day."), field="ends"
        )
    if ends - begins > LONGEST:
        raise Invalid(
            N_("A term lasts three years at most; it can be renewed. Choose an earlier day."), field="ends"
        )


def demand_way(joining: str | None, archived: bool, way: Joining) -> None:
    """Raises IllegalMove unless one comes in that way."""
    if archived:
        raise IllegalMove(
            N_("This group is closed. Its texts stay readable; the secretariat can open it again.")
        )
    if joining != way:
        raise IllegalMove(
            N_("This group is not joined that way. Its page says how; its facilitators can invite you.")
        )


def reminder_due(ends: date | None, reminded: date | None, today: date) -> bool:
    """Whether the end of this term has come near and was not spoken of yet."""
    return ends is not None and reminded != ends and ends - REMINDER <= today
