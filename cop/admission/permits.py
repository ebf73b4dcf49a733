"""Who decides about requests to join, asks, invites and imports.

The subject is an applicant, an invitation or whatever else has a ``group_key``; None on pages that list them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select

from cop.admission.models import Steward
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, OFFICER, permit, relation


def _holds(actor: Any, subject: Any, *more: ColumnElement[bool]) -> bool:
    """A steward is one of the own group only: who has moved to another one is none there."""
    if subject is not None and subject.group_key != actor.group_key:
        return False
    held = (Steward.member_id == actor.id) & (Steward.group_key == actor.group_key) & Steward.until.is_(None)
    return db.session.scalar(select(Steward.id).where(held, *more).limit(1)) is not None


STEWARD = relation("steward", N_("stewards of the group"), _holds)
APPROVING = relation(
    "approving_steward",
    N_("stewards of the group, where the secretariat lets them approve"),
    lambda actor, subject: _holds(actor, subject, Steward.may_approve.is_(True)),
)


INVITER = relation(
    "inviter",
    N_("the steward who sent the invitation"),
    lambda actor, invitation: actor.id == invitation.by_id and _holds(actor, invitation),
)


def _another(actor: Any, applicant: Any) -> bool:
    """Not oneself; who is only going to be invited has no id yet."""
    return actor.id != getattr(applicant, "id", None)


may_see_requests = permit(OFFICER, STEWARD)
may_ask = permit(OFFICER, STEWARD)
may_approve = permit(
    OFFICER,
    APPROVING,
    when=_another,
    refusal=N_(
        "A request is approved by an officer of the secretariat, or by a steward of that group whom the "
        "secretariat lets approve; by nobody for oneself."
    ),
)
may_refuse = permit(
    OFFICER, when=_another, refusal=N_("A request is refused by an officer of the secretariat.")
)
may_name_stewards = permit(OFFICER)
may_invite = permit(OFFICER, STEWARD)
may_manage_invitation = permit(OFFICER, INVITER)
may_import = permit(OFFICER)
may_export = permit(OFFICER)
by_the_clock = permit(CLOCK)
