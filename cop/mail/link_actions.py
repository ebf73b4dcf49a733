"""Doing what a letter's link is for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.access import proofs
from cop.access.proofs import Shown
from cop.delivery.tokens import ACT
from cop.kernel import keys
from cop.kernel.actions import action
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import NOBODY, record
from cop.mail import permits
from cop.mail.links import Link, Standing
from cop.members.models import Member

REFUSED = {
    Standing.USED: N_("This link was used already: it works once. Sign in to change what you did."),
    Standing.LATE: N_("This link has ended. Sign in to do it."),
    Standing.OVER: N_("Nothing is asked of you here any more."),
    Standing.BARE: N_("Your role asks for a second factor, and you have none yet. Sign in and set one up."),
}


@action(permits.may_use_link, lock="member")
def use_link(member: Member, link: Link, shown: Shown, *, actor: Any, now: datetime) -> None:
    """Uses it up, with a second factor where one is wanted, and does it as its member, all or nothing.

    The ledger says beside what is done that it was done so. Raises IllegalMove, Invalid, and what the act raises.
    """
    if link.standing is not Standing.OPEN or link.asked is None:
        raise IllegalMove(REFUSED[link.standing])
    if not keys.spend(ACT, link.raw, link.told.about, link.told.until, now):
        raise IllegalMove(REFUSED[Standing.USED])
    if link.factor:
        proofs.demand(member, shown, now)
    record("link_used", link.told.about, actor=actor, now=now, audience=NOBODY)
    link.asked.act()
