"""Who may flag, who looks after what was flagged, and who may appeal. Nobody decides about their own words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import OFFICER, permit, relation
from cop.spaces.models import Space
from cop.spaces.permits import FACILITATOR, READER
from cop.spaces.visibility import belongs


def _facilitates_somewhere(actor: Any, _none: Any) -> bool:
    return db.session.scalar(select(Space.id).where(belongs(actor, facilitator=True)).limit(1)) is not None


def _of_another(actor: Any, subject: Any) -> bool:
    return subject.author_id != actor.id


def _decided_by_another(actor: Any, case: Any) -> bool:
    return _of_another(actor, case) and case.decided_by_id != actor.id


SOMEWHERE = relation("flag_facilitator", N_("facilitators of a space"), _facilitates_somewhere)
AUTHOR = relation("flagged_author", N_("who wrote it"), lambda actor, case: case.author_id == actor.id)

may_flag = permit(
    READER, when=_of_another, refusal=N_("Members flag what others wrote. Your own posts you can remove.")
)
may_list = permit(OFFICER, SOMEWHERE)
may_handle = permit(
    FACILITATOR,
    OFFICER,
    when=_of_another,
    refusal=N_(
        "A facilitator of the space or the secretariat decides this, and nobody about their own words."
    ),
)
may_settle = permit(
    FACILITATOR,
    OFFICER,
    when=_decided_by_another,
    refusal=N_("Somebody else than who decided first answers an appeal: a facilitator or the secretariat."),
)
may_read_ruling = permit(AUTHOR)
may_appeal = permit(AUTHOR)
