"""What a letter's link lets those do who decide about requests to join: read one, and approve it, without signing in."""

from __future__ import annotations

from functools import partial

from flask import url_for
from flask_babel import gettext as _

from cop.admission import actions, permits, queries, showing
from cop.kernel.forms import Press
from cop.kernel.letters import ByLink
from cop.members.models import Member
from cop.members.rules import State


def asks(id: int, member: Member) -> ByLink | None:
    """None where it is decided, or the reader does not decide; to refuse or to ask one signs in."""
    applicant = queries.applicant(member, id)
    if (
        applicant is None
        or applicant.state != State.awaiting.value
        or not permits.may_approve(member, applicant)
    ):
        return None
    shown = {"request": showing.requests(member, [applicant])[0]}
    act, address = partial(actions.approve, applicant, actor=member), url_for("approvals.applicant", id=id)
    return ByLink(applicant.name, "admission/by_link.html", Press(), act, address, _("Approve"), shown)
