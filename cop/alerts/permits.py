"""Who warns, and who answers a warning."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.alerts.models import Target
from cop.alerts.visibility import asks
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import EVERYONE, MEMBER, OFFICER, permit, relation
from cop.members.people_queries import countries_regulated


def _is_asked(actor: Any, subject: Any) -> bool:
    found = select(Target.id).where(Target.id == subject.id, asks(actor))
    return db.session.scalar(found) is not None


ANY_REGULATOR = relation(
    "any_regulator", N_("verified regulators"), lambda actor, _subject: bool(countries_regulated(actor))
)
ASKED = relation("alert_asked", N_("whom the alert asks"), _is_asked)
may_see_spread = permit(EVERYONE)
may_list_alerts = permit(MEMBER)
may_raise = permit(OFFICER, ANY_REGULATOR)
may_answer = permit(ASKED)
