"""What the clock does to enquiries, and how long closed ones are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from cop.enquiries import actions, queries
from cop.enquiries.models import Enquiry, EnquiryReader, Message
from cop.enquiries.rules import State
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM


def tell_late(now: datetime) -> None:
    for enquiry in queries.newly_late(now):
        actions.tell_late_enquiry(enquiry, actor=SYSTEM, now=now)


def forget(before: datetime, most: int) -> int:
    """Empties enquiries that were closed before then; guidance made of them stays."""
    closed = select(Enquiry).where(Enquiry.state == State.CLOSED, Enquiry.turned_at < before)
    old = list(
        db.session.scalars(closed.where(Enquiry.emptied_at.is_(None)).order_by(Enquiry.id).limit(most))
    )
    for enquiry in old:
        empty(enquiry, before)
    return len(old)


def empty(enquiry: Enquiry, now: datetime) -> None:
    enquiry.title, enquiry.product, enquiry.emptied_at = "\u2013", "", now
    for table in (Message, EnquiryReader):
        db.session.execute(delete(table).where(table.enquiry_id == enquiry.id))
