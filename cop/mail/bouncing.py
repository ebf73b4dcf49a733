"""A report that came back to the address which only our own letter's envelope named."""

from __future__ import annotations

from datetime import datetime
from email.message import Message

from cop.delivery import level_actions
from cop.delivery.level_rules import Level
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import split
from cop.mail import bounce_actions, bounces
from cop.members.models import Address, Member


def take(about: str, report: Message, member: Member, now: datetime) -> None:
    """``about`` is the address's ref, whatever the report itself says of whom it is about.

    Who calls a letter spam is sent none from discussions any more; what waits for them by name still comes.
    """
    address = db.session.get(Address, split(about)[1])
    if address is None or address.member_id != member.id:
        return
    if bounces.is_complaint(report):
        level_actions.choose_everywhere(member, Level.MUTED, actor=member, now=now)
        return
    trouble = bounces.trouble(report)
    if trouble.points:
        bounce_actions.count_bounce(address, trouble, actor=SYSTEM, now=now)
