"""Whose actions may be due."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from cop.kernel.db import db
from cop.meetings.outcomes.models import ActionItem
from cop.meetings.reminders.due_rules import BEFORE, LATEST
from cop.meetings.reminders.models import OwnerReminded
from cop.members.models import Member
from cop.members.rules import IN_FORCE

A_DAY = timedelta(days=1)  # somewhere it is tomorrow, somewhere still yesterday


MOST = 500


def near(now: datetime) -> list[tuple[ActionItem, str]]:
    """(action, its owner's zone) of those that are open and due about now."""
    today = now.date()
    about = ActionItem.due.between(today - LATEST - A_DAY, today + BEFORE + A_DAY)
    listed = select(ActionItem, Member.zone).join(Member, Member.id == ActionItem.owner_id)
    listed = listed.where(ActionItem.state == "open", about, Member.state.in_(IN_FORCE))
    rows = db.session.execute(listed.order_by(ActionItem.due, ActionItem.id).limit(MOST))
    return [(item, zone) for item, zone in rows]


def sent(items: list[ActionItem]) -> set[tuple[int, str]]:
    """(action's id, which reminder) of what went out."""
    rows = select(OwnerReminded.action_id, OwnerReminded.key)
    found = db.session.execute(rows.where(OwnerReminded.action_id.in_([item.id for item in items])))
    return {(action, key) for action, key in found}
