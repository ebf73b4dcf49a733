"""A line of text that is all a mail says: mute, watch, unsubscribe, digest, since 3 days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from cop.delivery import level_actions
from cop.delivery.level_rules import Level
from cop.kernel.errors import IllegalMove
from cop.kernel.refs import split
from cop.mail import actions, digest_actions, rules
from cop.mail.models import Inbound
from cop.mail.rules import Asked, Command
from cop.members.models import Member

LEVELS = {Command.MUTE: Level.MUTED, Command.UNSUBSCRIBE: Level.MUTED, Command.WATCH: Level.WATCHING}


def obey(mail: Inbound, asked: Asked, member: Member, now: datetime) -> None:
    """Raises IllegalMove where the letter answered is about nothing that the command suits."""
    address = ""
    if asked.command in LEVELS:
        place, address = place_of(mail, member)
        level_actions.choose_level(place, LEVELS[asked.command], actor=member, now=now)
    else:
        digest_actions.send_now(mail, now - timedelta(days=asked.days), actor=member, now=now)
    actions.settle_mail(mail, asked, address, actor=member, now=now)


def place_of(mail: Inbound, member: Member) -> tuple[Any, str]:
    """What the letter answered is about, with its address, as far as its letters can be chosen. Raises IllegalMove."""
    kind, id = split(mail.about)
    found = current_app.extensions["cop"].hooks.get(f"letters_of:{kind}")
    place, address = found(id, member) if found else (None, "")
    if place is None:
        raise IllegalMove(rules.NOT_ANSWERED)
    return place, address
