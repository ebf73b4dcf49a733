"""The worker reads what came in: task ``inbound``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app

from cop.delivery import tokens
from cop.delivery.letters import as_read_by
from cop.delivery.tokens import Told
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove, Refused, Unavailable
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import split
from cop.mail import (
    actions,
    bouncing,
    calendar_replies,
    commanding,
    enclosures,
    queries,
    quoting,
    reading,
    rules,
    salvaging,
    saying,
)
from cop.mail.models import Inbound
from cop.mail.quoting import Parts
from cop.mail.reading import Read
from cop.mail.rules import State
from cop.members.models import Member


def handle(payload: dict[str, Any], now: datetime) -> None:
    """Does with a mail what is to be done, once. Raises what makes it worth trying again."""
    mail = queries.unread(payload["mail"])
    if mail is None:
        return
    told = tokens.read(current_app.extensions["cop"].config.data_dir, tokens.REPLY, mail.token)
    member = db.session.get(Member, told.member) if told else None
    if told is None or member is None:
        actions.set_mail_aside(mail, State.IGNORED, rules.NOBODYS, actor=SYSTEM, now=now)
        return
    try:
        read = reading.read(mail.raw)
        calendar = calendar_replies.read(read.event) if _answers_invitation(read, told) else []
    except Refused as refused:
        words = Parts(salvaging.text_of(mail.raw), "")
        actions.note_mail(mail, member, told.about, reading.UNREAD, words, actor=SYSTEM, now=now)
        actions.refuse_mail(mail, refused, actor=SYSTEM, now=now)
        return
    _take(mail, read, calendar, told, member, now)


def _answers_invitation(read: Read, told: Told) -> bool:
    return bool(read.event) and split(told.about)[0] == "meeting"


def _take(
    mail: Inbound, read: Read, calendar: list[dict[str, Any]], told: Told, member: Member, now: datetime
) -> None:
    if read.report is not None and split(told.about)[0] == "address":
        bouncing.take(told.about, read.report, member, now)
        actions.set_mail_aside(mail, State.RETURNED, "", actor=SYSTEM, now=now)
        return
    if read.report or (read.automatic and not calendar):
        actions.set_mail_aside(mail, State.IGNORED, rules.AUTOMATIC, actor=SYSTEM, now=now)
        return
    if split(told.about)[0] == "address":
        actions.set_mail_aside(mail, State.IGNORED, rules.NOBODYS, actor=SYSTEM, now=now)
        return
    said = quoting.parts(read.text)
    said = said._replace(kept=enclosures.unmarked(said.kept, read.files))
    actions.note_mail(mail, member, told.about, read, said, calendar, actor=SYSTEM, now=now)
    writers = [read.sender, *(reply["who"] for reply in calendar)]
    if not all(queries.is_own_address(member, writer) for writer in writers):
        actions.hold_mail(mail, actor=SYSTEM, now=now)
        return
    try:
        as_read_by(member, member.language, lambda: _do(mail, told, member, now))
    except Refused as refused:
        if refused.status == Unavailable.status:
            raise  # the worker tries again
        db.session.rollback()
        actions.refuse_mail(mail, refused, actor=SYSTEM, now=now)


def _do(mail: Inbound, told: Told, member: Member, now: datetime) -> None:
    """As the member. Raises Refused with the sentence that the writer is told."""
    if now > told.until:
        raise IllegalMove(rules.TOO_OLD)
    if not member.is_member:
        raise IllegalMove(rules.STOPPED)
    asked = None if mail.calendar else rules.command(mail.text, mail.subject)
    if asked:
        commanding.obey(mail, asked, member, now)
    elif mail.text or mail.calendar:
        saying.say(mail, member, now)
    else:
        raise IllegalMove(rules.EMPTY)
