"""What checklists and audits keep of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, Personal, Row, gone, plain
from cop.oversight.models import Audit, Checklist, Finding, SiteContact


def _only(by: Any, *columns: Any) -> Callable[[Any], Iterable[Row]]:
    """Rows that the member caused, without what others wrote in them."""

    def rows(member: Any) -> Iterable[Row]:
        for row in db.session.execute(select(*columns).where(by == member.id)).mappings():
            yield {name: plain(value) for name, value in row.items()}

    return rows


PERSONAL = (
    Personal(
        SiteContact, ("member_id",), N_("The sites of pilots whose contact you are"),
        N_("So that you can fill in their checklists."), GOES, erase=gone(SiteContact, "member_id"),
    ),
    Personal(
        Checklist, ("by_id",), N_("The deployers' checklists that you filled in"),
        N_("A regulator must be able to ask who vouched for a site."), OFFICE,
    ),
    Personal(
        Audit, ("auditor_id",), N_("The audits that you were asked for, with the interests you declared"),
        N_("Who audited, with which interests, can be looked up."), OFFICE, hidden=("named_by_id",),
    ),
    Personal(
        Audit, ("named_by_id",), N_("That you named auditors for your country"),
        N_("Who chose an auditor can be looked up."), OFFICE,
        rows=_only(Audit.named_by_id, Audit.id, Audit.title, Audit.named_at),
    ),
    Personal(
        Finding, ("closed_by_id",), N_("That you closed findings of audits"),
        N_("Who found that enough was done can be looked up."), OFFICE,
        rows=_only(Finding.closed_by_id, Finding.id, Finding.closure, Finding.closed_on),
    ),
)  # fmt: skip
