"""What admission keeps about people, for how long, and what of it goes when one leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, or_, select, update

from cop.admission.import_models import Import, ImportRow
from cop.admission.models import OPEN, Invitation, Question, Steward
from cop.intake.retention import forgetting_rows
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, Personal, Retention, Row, forgetting, gone, plain
from cop.members.models import Address, Member


def _columns(model: Any, *columns: str) -> Any:
    """Rows about the member with these columns alone; who asked or invited is not theirs to take along."""
    table = model.__table__

    def rows(member: Member) -> Iterator[Row]:
        wanted = select(*(table.c[name] for name in columns)).where(table.c.member_id == member.id)
        for row in db.session.execute(wanted.order_by(table.c.id)).mappings():
            yield {name: plain(value) for name, value in row.items()}

    return rows


def _end_steward(member: Member, _words: bool, now: datetime) -> None:
    held = (Steward.member_id == member.id) & Steward.until.is_(None)
    db.session.execute(update(Steward).where(held).values(until=now))


def _forget_invitations(member: Member, _words: bool, now: datetime) -> None:
    """Those to the member, with the rows of lists they came from; what the member sent and nobody used is taken back."""
    own = select(Address.key).where(Address.member_id == member.id)
    to_member = or_(Invitation.member_id == member.id, Invitation.key.in_(own))
    of_row = (Invitation.import_id == ImportRow.import_id) & (Invitation.row == ImportRow.row)
    db.session.execute(delete(ImportRow).where(exists().where(of_row, to_member)))
    db.session.execute(delete(Invitation).where(to_member))
    sent = Invitation.by_id == member.id
    db.session.execute(update(Invitation).where(sent, OPEN).values(revoked_at=now))


PERSONAL = (
    Personal(
        Steward, ("member_id",), N_("That you were a steward of your group"),
        N_("Whoever was let in can be told who decided."),
        OFFICE, erase=_end_steward,
    ),
    Personal(
        Question, ("member_id", "by_id"), N_("What you were asked when you wanted to join, and what you answered"),
        N_("To decide about your request."),
        GOES, rows=_columns(Question, "words", "asked_at", "answer", "answered_at"), erase=gone(Question, "member_id"),
    ),
    Personal(
        Invitation, ("member_id", "by_id"), N_("The invitation you came by"),
        N_("To know who answered for you."),
        GOES, erase=_forget_invitations,
        rows=_columns(
            Invitation, "email", "name", "organisation", "group_key", "country", "message", "made_at", "accepted_at"
        ),
    ),
    Personal(
        Import, ("by_id",), N_("Lists of people that you brought as an officer"),
        N_("Whoever was invited can be told where the address came from."),
        OFFICE,
    ),
)  # fmt: skip


def _unused(before: datetime) -> Any:
    return Invitation.accepted_at.is_(None) & or_(
        Invitation.revoked_at < before,
        Invitation.expires < before,
        Invitation.expires.is_(None) & (Invitation.made_at < before),
    )


RETENTIONS = (
    Retention(
        "invitations", N_("Invitations that nobody used"),
        N_("So that nobody is written to again and again."),
        180, 30, 730, forgetting(Invitation, _unused),
    ),
    Retention(
        "list_rows", N_("The rows of lists of people that officers brought"),
        N_("So that an officer can mend the rows that could not be taken."),
        30, 1, 180, forgetting_rows(Import),
    ),
)  # fmt: skip
