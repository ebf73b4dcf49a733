"""Who may do what in a space and to it.

The subject is a space or anything that lies in one (it has ``space_id``). A row read for one viewer may carry the
answers: ``viewer_id`` (its query asked whether that person may read the space) and ``facilitated``.
"""

from __future__ import annotations

from typing import Any

from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, OFFICER, permit, relation
from cop.spaces.models import Space
from cop.spaces.visibility import is_facilitator, may_enter


def _space_id(subject: Any) -> int:
    return subject.id if isinstance(subject, Space) else subject.space_id


def _read_for(actor: Any, subject: Any) -> bool:
    return getattr(subject, "viewer_id", None) == actor.id


def facilitates(actor: Any, subject: Any) -> bool:
    return subject.facilitated if _read_for(actor, subject) else is_facilitator(actor, _space_id(subject))


def enters(actor: Any, subject: Any) -> bool:
    return _read_for(actor, subject) or may_enter(actor, _space_id(subject))


FACILITATOR = relation("facilitator", N_("facilitators of the space"), facilitates)
READER = relation("reader", N_("members who may read the space"), enters)

INVITED = relation("invited", N_("who is asked"), lambda actor, subject: subject.member_id == actor.id)

may_create = permit(OFFICER, CLOCK)
may_manage = permit(OFFICER)
may_see_people = permit(READER)
may_join = permit(READER)
may_leave = permit(READER)
may_admit = permit(FACILITATOR, OFFICER)
may_answer_invitation = permit(INVITED)
by_the_clock = permit(CLOCK)
