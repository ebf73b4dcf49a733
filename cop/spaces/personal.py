"""What spaces keep of their people."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, Personal, Row, gone, plain
from cop.spaces.group_models import Admission, Term
from cop.spaces.models import SpaceMember


def _admissions(member: Any) -> Iterator[Row]:
    """One's own; what others wrote when they asked to join is theirs."""
    columns = (Admission.kind, Admission.reason, Admission.asked_at, Admission.answered_at, Admission.answer)
    own = select(*columns).where(Admission.member_id == member.id).order_by(Admission.id)
    for row in db.session.execute(own).mappings():
        yield {name: plain(value) for name, value in row.items()}


PERSONAL = (
    Personal(
        SpaceMember, ("member_id",), N_("The spaces you belong to, and those you facilitate"),
        N_("To show each space to its own people."),
        GOES, erase=gone(SpaceMember, "member_id"),
    ),
    Personal(
        Admission, ("member_id", "asked_by_id", "answered_by_id"),
        N_("Working groups you asked to join or were invited into, and the answers"),
        N_("So that whoever asks gets an answer, and it can be looked up."),
        N_("Deleted when you leave, but for answers you gave to others: they stay without your name."),
        rows=_admissions, erase=gone(Admission, "member_id"),
    ),
    Personal(
        Term, ("by_id",), N_("Terms of working groups that you set"),
        N_("A group's history says who renewed or closed it, and why."), OFFICE,
    ),
)  # fmt: skip
