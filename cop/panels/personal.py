"""What panels keep of their reviewers and of who named them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import OFFICE, Personal, Row, plain
from cop.panels.models import PanelReview


def _named(member: Any) -> Iterable[Row]:
    """That the member named somebody; what the reviewer wrote is the reviewer's."""
    columns = (PanelReview.panel_id, PanelReview.discipline, PanelReview.named_at)
    own = select(*columns).where(PanelReview.named_by_id == member.id).order_by(PanelReview.id)
    for row in db.session.execute(own).mappings():
        yield {name: plain(value) for name, value in row.items()}


PERSONAL = (
    Personal(
        PanelReview, ("member_id",), N_("Your reviews of pilots, with the interests you declared"),
        N_("A regulator's decision may rest on them; who advised, with which interests, can be looked up."),
        OFFICE, hidden=("named_by_id", "told"),
    ),
    Personal(
        PanelReview, ("named_by_id",), N_("That you named reviewers for your country"),
        N_("Who chose the advisers of a decision can be looked up."), OFFICE, rows=_named,
    ),
)  # fmt: skip
