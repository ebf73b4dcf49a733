"""What is kept of letters: that one went out, of which kind and to whom; its words only where mail goes to a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from cop.delivery.gathered_models import GatheredLetter
from cop.delivery.level_models import NotificationLevel
from cop.delivery.transport import SentMail
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.outbox import Item
from cop.kernel.personal import GOES, Personal, Retention, forgetting, gone
from cop.members.models import Address, Member


def _forget_sent(member: Member, _words: bool, _now: datetime) -> None:
    theirs = select(Address.email).where(Address.member_id == member.id)
    db.session.execute(delete(SentMail).where(SentMail.to.in_(theirs)))


def _sent(before: datetime) -> Any:
    return SentMail.at < before


def _done(before: datetime) -> Any:
    return Item.done_at < before


PERSONAL = (
    Personal(
        NotificationLevel, ("member_id",), N_("Which letters you want from which thread or space"),
        N_("To send those, and no others."), GOES, erase=gone(NotificationLevel, "member_id"),
    ),
    Personal(
        SentMail, (), N_("Letters as they were sent, where mail is kept on a page instead of going out"),
        N_("To look at the letters of a demonstration. A real community keeps no letter it sent."),
        GOES, withheld=N_("You have them: they were sent to you."), erase=_forget_sent,
    ),
    Personal(
        GatheredLetter, ("member_id",), N_("That letters about one thread wait for each other, to come to you as one"),
        N_("So that ten answers are one letter, and not ten."), GOES, erase=gone(GatheredLetter, "member_id"),
    ),
    Personal(
        Item, (), N_("That a letter is to go to you, and of which kind; its words are made when it is sent"),
        N_("So that none is lost or sent twice, and the secretariat sees what could not be delivered."),
        GOES, withheld=N_("It holds nothing but numbers: what was sent to you is in your mailbox."),
    ),
)  # fmt: skip

RETENTIONS = (
    Retention(
        "letters", N_("Letters kept on a page"), N_("To read in a demonstration what was sent."),
        30, 1, 365, forgetting(SentMail, _sent),
    ),
    Retention(
        "outbox", N_("That a letter went out, of which kind and when"),
        N_("To find out what happened to one that did not arrive, and to send none twice."),
        180, 30, 730, forgetting(Item, _done),
    ),
)  # fmt: skip
