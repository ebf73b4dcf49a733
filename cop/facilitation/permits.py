"""Who looks after discussions: facilitators of any space, and the secretariat."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, OFFICER, permit, relation
from cop.spaces.models import Space
from cop.spaces.visibility import belongs


def _somewhere(actor: Any, _none: Any) -> bool:
    return db.session.scalar(select(Space.id).where(belongs(actor, facilitator=True)).limit(1)) is not None


SOMEWHERE = relation("tends_somewhere", N_("facilitators of a space"), _somewhere)

may_tend = permit(SOMEWHERE, OFFICER)
by_the_clock = permit(CLOCK)
