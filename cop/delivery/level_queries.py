"""Who hears of something that lies in something; and what a member chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from cop.delivery.level_models import EVERYWHERE, NotificationLevel
from cop.delivery.level_rules import Level, effective
from cop.kernel.db import db


@dataclass(frozen=True)
class Chosen:
    """A member's level for a thing and for what it lies in; None where nothing is said. ``why``: of the thing's."""

    own: int | None
    around: int | None
    everywhere: int | None
    why: str = ""

    @property
    def level(self) -> Level:
        return effective(self.own, self.around, self.everywhere)

    @property
    def inherited(self) -> Level:
        """The level that would hold if the thing had none of its own."""
        return effective(self.around, self.everywhere)


def chosen(member_id: int, subject: str, around: str = EVERYWHERE) -> Chosen:
    asked = NotificationLevel.subject.in_({subject, around, EVERYWHERE})
    rows = select(NotificationLevel).where(NotificationLevel.member_id == member_id, asked)
    by_subject = {row.subject: row for row in db.session.scalars(rows)}
    levels = {name: row.level for name, row in by_subject.items()}
    why = by_subject[subject].why if subject in by_subject else ""
    return Chosen(levels.get(subject), levels.get(around), levels.get(EVERYWHERE), why)


def watchers(subject: str, around: str) -> set[int]:
    """Ids of the members at Level.WATCHING: by the thing itself, by what it lies in, or by what they do everywhere."""
    named = (subject, around, EVERYWHERE)
    rows = select(NotificationLevel.member_id, NotificationLevel.subject, NotificationLevel.level)
    said: dict[int, dict[str, int]] = {}
    for member, name, level in db.session.execute(rows.where(NotificationLevel.subject.in_(named))):
        said.setdefault(member, {})[name] = level
    return {
        member
        for member, levels in said.items()
        if effective(*(levels.get(name) for name in named)) is Level.WATCHING
    }


def levels_of(viewer: Any) -> list[tuple[str, Level, str]]:
    """(ref, level, why) of all that ``viewer`` has a level of its own for, but the one for everywhere."""
    own = select(NotificationLevel.subject, NotificationLevel.level, NotificationLevel.why)
    rows = own.where(NotificationLevel.member_id == viewer.id, NotificationLevel.subject != EVERYWHERE)
    return [(subject, Level(level), why) for subject, level, why in db.session.execute(rows)]


def level_of(viewer: Any, subject: ColumnElement[str], around: ColumnElement[str]) -> ColumnElement[int]:
    """The level of ``viewer`` for what ``subject`` names, which lies in what ``around`` names."""
    nearer = nearer_level_of(viewer, subject, around)
    return func.coalesce(nearer, _said(viewer, EVERYWHERE), int(Level.NORMAL))


def nearer_level_of(viewer: Any, *named: ColumnElement[str]) -> ColumnElement[int | None]:
    """The first that ``viewer`` chose for one of these, the nearest first; NULL for none."""
    return func.coalesce(*(_said(viewer, name) for name in named))


def _said(viewer: Any, name: Any) -> Any:
    own = select(NotificationLevel.level).where(NotificationLevel.member_id == viewer.id)
    return own.where(NotificationLevel.subject == name).scalar_subquery()
