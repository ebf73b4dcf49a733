"""How levels are written, in the caller's transaction."""

from __future__ import annotations

from sqlalchemy import delete, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from cop.delivery.level_models import NotificationLevel
from cop.delivery.level_queries import chosen
from cop.delivery.level_rules import CHOSEN, Level, rises
from cop.kernel.db import db, is_postgresql


def put(member_id: int, subject: str, level: Level | None) -> None:
    """What the member chose; None takes it back."""
    own = (NotificationLevel.member_id == member_id) & (NotificationLevel.subject == subject)
    db.session.execute(delete(NotificationLevel).where(own))
    if level is not None:
        db.session.add(NotificationLevel(member_id=member_id, subject=subject, level=level, why=CHOSEN))


def raise_level(member_id: int, subject: str, around: str, level: Level, why: str) -> None:
    """What the member did raises the level that holds for ``subject`` in ``around``, unless the member chose one."""
    present = chosen(member_id, subject, around)
    if not rises(present.own, present.around, present.everywhere, level):
        return
    make = (postgresql if is_postgresql() else sqlite).insert(NotificationLevel)
    wanted = make.values(member_id=member_id, subject=subject, level=level, why=why)
    raised = wanted.on_conflict_do_update(
        index_elements=[NotificationLevel.member_id, NotificationLevel.subject],
        set_={"level": wanted.excluded.level, "why": wanted.excluded.why},
        where=(NotificationLevel.why != CHOSEN) & (NotificationLevel.level < wanted.excluded.level),
    )
    db.session.execute(raised)


def copy(subject: str, to: str) -> None:
    """What members chose, or did, for ``subject`` holds for ``to`` as well, unless something holds there already."""
    make = (postgresql if is_postgresql() else sqlite).insert(NotificationLevel)
    columns = [NotificationLevel.member_id, literal(to), NotificationLevel.level, NotificationLevel.why]
    there = select(*columns).where(NotificationLevel.subject == subject)
    names = ["member_id", "subject", "level", "why"]
    db.session.execute(make.from_select(names, there).on_conflict_do_nothing())
