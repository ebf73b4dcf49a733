"""Alerts: who reads one, whose answer it waits for, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from cop.alerts.models import Alert, AlertAnswer, Target
from cop.alerts.visibility import MAKERS, asks, visible_to
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.refs import Resolved, ref
from cop.members.models import Member, Organisation
from cop.members.rules import IN_FORCE


def alert(viewer: Any, uid: str) -> Alert | None:
    found = select(Alert).where(Alert.uid == uid, visible_to(viewer))
    return db.session.scalar(found.options(selectinload(Alert.targets).selectinload(Target.answers)))


def target(viewer: Any, uid: str, id: int) -> Target | None:
    """One that asks somebody, of an alert that the viewer reads."""
    found = select(Target).join(Target.alert).where(Alert.uid == uid, Target.id == id, visible_to(viewer))
    return db.session.scalar(found.options(contains_eager(Target.alert)))


def listed(viewer: Any, cursor: str = "") -> paging.Page:
    """Newest first, each with how many were asked and have answered."""
    counted = select(func.count(Target.id)).where(Target.alert_id == Alert.id).correlate(Alert)
    open_ = counted.where(Target.answer == "")
    query = select(
        Alert.id, Alert.uid, Alert.product, Alert.first, Alert.last, Alert.at, Alert.due,
        counted.scalar_subquery().label("asked"), open_.scalar_subquery().label("unanswered"),
    )  # fmt: skip
    return paging.read(query.where(visible_to(viewer)), (Alert.id,), cursor=cursor)


def asking(viewer: Any, alert: Alert) -> set[int]:
    """Ids of the alert's targets that ask ``viewer``."""
    return set(db.session.scalars(select(Target.id).where(Target.alert_id == alert.id, asks(viewer))))


def makers(developer_key: str) -> list[int]:
    """Ids of the members who answer for a developer."""
    found = select(Member.id).join(Organisation, Organisation.id == Member.organisation_id)
    own = (Organisation.name_key == developer_key) & (Member.group_key == MAKERS)
    return list(db.session.scalars(found.where(own, Member.state.in_(IN_FORCE))))


def names(alert: Alert) -> dict[int, str]:
    """Of those who answered, by id."""
    ids = {answer.by_id for target in alert.targets for answer in target.answers}
    return dict(db.session.execute(select(Member.id, Member.name).where(Member.id.in_(ids))).all())


def to_remind(now: datetime, most: int = 400) -> Sequence[Alert]:
    """Alerts of the longest due reminders: of whom they ask, somebody has not answered although one is due."""
    # By the time of the answer, which no index holds: the one on the answer itself would be read whole.
    waits = select(Target.alert_id).where(Target.remind_at <= now, Target.answered_at.is_(None))
    due = waits.order_by(Target.remind_at).limit(most)
    return db.session.scalars(select(Alert).where(Alert.id.in_(due)).order_by(Alert.id)).all()


def unanswered(viewer: Any, alert: Alert) -> tuple[set[int], set[int]]:
    """Ids of the targets without an answer: all of them, and those that ask ``viewer``."""
    every = {one.id for one in alert.targets if not one.answer}
    return every, every & asking(viewer, alert)


def about(product_key: str) -> list[Alert]:
    """The newest alerts about a product."""
    found = select(Alert).where(Alert.product_key == product_key).order_by(Alert.id.desc()).limit(50)
    return list(db.session.scalars(found))


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    rows = db.session.execute(
        select(Alert.id, Alert.uid, Alert.product).where(Alert.id.in_(ids), visible_to(viewer))
    )
    for row in rows:
        address = url_for("alerts.alert", uid=row.uid)
        yield Resolved(ref("alert", row.id), "alert", f"{row.uid} {row.product}", address)


def drift() -> Iterable[str]:
    """Targets whose kept answer is not the last one given."""
    last = (
        select(AlertAnswer.answer)
        .where(AlertAnswer.target_id == Target.id)
        .order_by(AlertAnswer.id.desc())
        .limit(1)
        .correlate(Target)
        .scalar_subquery()
    )
    for id in db.session.scalars(select(Target.id).where(Target.answer != func.coalesce(last, ""))):
        yield f"alert target {id}: the kept answer is not the last one given"
