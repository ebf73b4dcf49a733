"""Who may speak for a country in a group, and what keeps a named one from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from cop.kernel.errors import N_, Invalid


def hindrance(member: Any, group: str, country: str) -> str:
    """Why a named member gets no seat now and who can mend it, as a message id with ``name``; "" where nothing does."""
    if member.state == "paused":
        return N_(
            "%(name)s pauses. An alternate holds the seat until the return; the secretariat can name another."
        )
    if not member.is_member:
        return N_("%(name)s takes no part any more. The secretariat names another.")
    if (member.group_key, member.country) != (group, country):
        return N_("%(name)s has moved to another group or country. The secretariat names another.")
    if not member.group.votes:
        return N_("This group has no vote, so nobody speaks for it in ballots.")
    if not member.may_vote:
        return N_(
            "%(name)s holds a role without a seat in ballots. An administrator can give the seat, or the secretariat "
            "names another."
        )
    return ""


def demand_until(until: date | None, today: date) -> None:
    """Raises Invalid (until) for a term that has ended."""
    if until is not None and until < today:
        raise Invalid(N_("The term has ended before it begins. Choose a later day, or none."), field="until")
