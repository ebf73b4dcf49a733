"""What enquiries keep about people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from cop.enquiries import clockwork
from cop.enquiries.models import Enquiry, EnquiryReader, Guidance, Message, Target
from cop.enquiries.rules import State
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, Personal, Retention, gone, plain
from cop.members.models import Member


def _close(member: Member, _words: bool, now: datetime) -> None:
    for enquiry in db.session.scalars(select(Enquiry).where(Enquiry.asker_id == member.id)):
        enquiry.state, enquiry.turned_at = State.CLOSED.value, now
        clockwork.empty(enquiry, now)


def _let_go(member: Member, _words: bool, _now: datetime) -> None:
    db.session.execute(update(Enquiry).where(Enquiry.assignee_id == member.id).values(assignee_id=None))


def _asked(member: Any) -> Any:
    found = select(Enquiry).where(Enquiry.asker_id == member.id).order_by(Enquiry.id)
    for one in db.session.scalars(found):
        told = {
            key: plain(getattr(one, key))
            for key in ("uid", "country", "topic", "title", "product", "asked_at")
        }
        yield told | {"said": [{"kind": m.kind, "at": plain(m.at), "text": m.text} for m in one.messages]}


def _given(member: Any) -> Any:
    found = select(Enquiry.uid, Enquiry.country, Enquiry.state).where(Enquiry.assignee_id == member.id)
    return [dict(row) for row in db.session.execute(found.order_by(Enquiry.id)).mappings()]


PERSONAL = (
    Personal(
        Enquiry, ("asker_id",), N_("The early questions that you asked regulators, with what was said"),
        N_("So that a country's regulators can answer you."),
        N_("Closed and deleted when you leave; guidance made of them stays, since it names nobody."),
        rows=_asked, erase=_close,
    ),
    Personal(
        Enquiry, ("assignee_id",), N_("The early questions given to you to answer"),
        N_("So that your colleagues know who answers."), GOES, rows=_given, erase=_let_go,
    ),
    Personal(
        EnquiryReader, ("member_id",), N_("The early questions of colleagues in which you read along"),
        N_("Because who asked let you."), GOES, erase=gone(EnquiryReader, "member_id"),
    ),
    Personal(
        Message, ("author_id",), N_("What you wrote in early questions"),
        N_("So that both sides can look up what was said."),
        N_("What you asked goes when you leave; what you answered in office stays, without your name."),
    ),
    Personal(
        Target, ("by_id",), N_("That you set within how many days a country answers"),
        N_("What a country promises can be looked up."), OFFICE,
    ),
    Personal(
        Guidance, ("writer_id", "first_by_id", "second_by_id"),
        N_("Guidance that you wrote, or read before it was published"),
        N_("Two people answer for what everyone reads; who they were can be looked up."), OFFICE,
        hidden=("question", "answer"),
    ),
)  # fmt: skip
RETENTIONS = (
    Retention(
        "enquiries", N_("Early questions, once closed"),
        N_("So that both sides can look up what was said when a product comes to its decision."),
        1095, 180, 3650, clockwork.forget,
    ),
)  # fmt: skip
