"""Writing down who opened what of a person."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.actions import upkeep
from cop.kernel.db import db
from cop.members.models import Member
from cop.privacy import permits
from cop.privacy.reading_models import Reading
from cop.privacy.reading_queries import again


@upkeep(permits.may_be_noted)
def note_reading(member: Member, page: str, *, actor: Member, now: datetime) -> None:
    """Once for what is opened again and again."""
    if not again(member, page, actor, now):
        db.session.add(Reading(at=now, reader_id=actor.id, member_id=member.id, page=page))
