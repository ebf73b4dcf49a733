"""Who reads which enquiry: who asked, colleagues they named, verified regulators of the country asked; nobody else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, false, or_, select

from cop.enquiries.models import Enquiry, EnquiryReader


def of_asker(viewer: Any) -> ColumnElement[bool]:
    """Condition on Enquiry: ``viewer`` asked, or reads along."""
    along = select(EnquiryReader.id).where(
        EnquiryReader.enquiry_id == Enquiry.id, EnquiryReader.member_id == viewer.id
    )
    return or_(Enquiry.asker_id == viewer.id, exists(along))


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Enquiry."""
    if not viewer.is_member:
        return false()
    own = of_asker(viewer)
    return or_(own, Enquiry.country.in_(sorted(viewer.mandated))) if viewer.mandated else own
