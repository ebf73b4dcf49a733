"""How far a member has read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from cop.discussions import permits, writing
from cop.discussions.models import SpaceMark, Thread
from cop.kernel.actions import upkeep
from cop.kernel.db import db, is_postgresql
from cop.spaces.models import Space


@upkeep(permits.may_mark, patient=False)
def mark_seen(thread: Thread, seq: int, *, actor: Any, now: datetime) -> None:
    """Notes how far ``actor`` has read; a mark never falls."""
    writing.raise_mark(actor.id, thread.id, min(seq, thread.posts))


@upkeep(permits.may_mark)
def mark_space_read(space: Space, *, actor: Any, now: datetime) -> None:
    """All that stands in the space now counts as read."""
    mark = (postgresql if is_postgresql() else sqlite).insert(SpaceMark)
    db.session.execute(
        mark.values(member_id=actor.id, space_id=space.id, at=now).on_conflict_do_update(
            index_elements=[SpaceMark.member_id, SpaceMark.space_id], set_={"at": now}
        )
    )
