"""Who has a say for others must have a second factor: days left are shown on every page, then one page alone opens."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import current_app, g, request

from cop.access import rules
from cop.kernel import clock
from cop.kernel.errors import N_, Forbidden
from cop.kernel.web import actor, to
from cop.members import personas
from cop.members.models import Member

STILL_OPEN = {"sign_in.sign_out", "sign_in.choose_language", "account.end_session", "account.end_others"}
STILL_OPEN_PARTS = {"security", "proving"}
A_DAY = timedelta(days=1)


def close_without() -> Any:
    """Before each request: past the deadline only what sets up a factor is open, and the way out."""
    if request.endpoint == "static" or request.blueprint == "health":
        return None
    g.factor_deadline = due = _deadline(actor())
    closed = due is not None and clock.lately() > due
    if not closed or request.endpoint in STILL_OPEN or request.blueprint in STILL_OPEN_PARTS:
        return None
    if request.method == "GET":
        return to("security.index")
    raise Forbidden(
        N_(
            "Your role asks for a second factor, and its time has passed. Set one up on the page about signing in."
        )
    )


def wants_factor(member: Member) -> bool:
    """Whether this member shows a second factor before acting for others: who has one, and who must have one."""
    wanted = rules.wanted_since(member.grants, member.mandates, clock.lately())
    return not personas.stands_for(member) and (member.factors > 0 or wanted is not None)


def _deadline(viewer: Any) -> datetime | None:
    """Until when the viewer may go without a second factor; None where nobody asks for one."""
    if not isinstance(viewer, Member) or personas.stands_for(viewer):
        return None
    now, config = clock.lately(), current_app.extensions["cop"].config
    wanted = None if viewer.factors else rules.wanted_since(viewer.grants, viewer.mandates, now)
    return wanted and rules.deadline(wanted, viewer.factors_asked or wanted, config.second_factor_days)


def days_left() -> dict[str, Any]:
    """For the base template: days left to set up a second factor, 0 when none is; None for whom nobody asks."""
    due = g.get("factor_deadline")
    return {"factor_days": None if due is None else max(0, -((clock.lately() - due) // A_DAY))}
