"""Saying what a mail says, with its files: at once, or when the member has said that a held one was theirs."""

from __future__ import annotations

from datetime import datetime

from cop.mail import actions, enclosing
from cop.mail.models import Inbound
from cop.members.models import Member


def say(mail: Inbound, member: Member, now: datetime | None = None) -> str:
    """The address of what was said. Raises as ``actions.say_mail``, and Unavailable where no file can be checked.

    The files come first, in transactions of their own: what is scanned and made anew keeps no other writer waiting.
    """
    taken = enclosing.take(mail.raw, mail.about, member)
    return actions.say_mail(mail, taken, actor=member, now=now)
