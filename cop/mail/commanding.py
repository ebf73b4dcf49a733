"""A line of text that is all a mail says: mute, watch, unsubscribe, digest, since 3 days."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app

from cop.delivery import level_actions
from cop.delivery.level_rules import Level
from cop.kernel.errors import IllegalMove
from cop.kernel.refs import split
from cop.mail import actions, digest_actions, rules
from cop.mail.models import Inbound
from cop.mail.rules import Command
from cop.members.models import Member

LEVELS = {Command.MUTE: Level.MUTED, Command.UNSUBSCRIBE: Level.MUTED, Command.WATCH: Level.WATCHING}


def obey(mail: Inbound, command: Command, days: int, member: Member, now: datetime) -> None:
    """Raises IllegalMove where the letter answered is about nothing that the command suits."""
    if command not in LEVELS:
        digest_actions.send_now(mail, now - timedelta(days=days), actor=member, now=now)
        return
    kind, id = split(mail.about)
    place_of = current_app.extensions["cop"].hooks.get(f"letters_of:{kind}")
    place, address = place_of(id, member) if place_of else (None, "")
    if place is None:
        raise IllegalMove(rules.NOT_ANSWERED)
    level_actions.choose_level(place, LEVELS[command], actor=member, now=now)
    actions.settle_mail(mail, address, actor=member, now=now)
