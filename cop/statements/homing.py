"""What statements offer home: what awaits a person, what is new, what everyone may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel.features import Awaiting, FrontPart, FrontRow, News
from cop.kernel.words import day, short_day
from cop.members.models import Visitor
from cop.statements import queries, shown
from cop.statements.models import Statement
from cop.statements.rules import STATES, State


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """Comments to answer, texts not adopted to take up, adopted ones to publish."""
    for statement in queries.edited_by(viewer):
        if statement.waiting and statement.stands in (State.CONSULTATION, State.REVISING):
            why = ngettext(
                "One comment has no answer yet.", "%(num)d comments have no answer yet.", statement.waiting
            )
            yield _one(_("Comments to answer"), statement, why, _("Answer them"), "#comments")
        if statement.stands is State.NOT_ADOPTED:
            why = _("The ballot did not adopt it. Its objections wait for your answer.")
            yield _one(_("Statement not adopted"), statement, why, _("Take it up again"))
    if "officer" in viewer.roles:
        for statement in queries.in_state(State.ADOPTED, viewer):
            why = _("A ballot adopted it. Publish it, unless an objection still waits for an answer.")
            yield _one(_("Statement to publish"), statement, why, _("Look at it"))


def _one(kind: str, statement: Statement, why: str, act: str, anchor: str = "") -> Awaiting:
    return Awaiting(kind, statement.title, why, act, shown.address(statement) + anchor)


def news(viewer: Any, _now: datetime) -> Iterable[News]:
    for row in queries.listed(viewer).rows[:12]:
        note = _(STATES[State(row.state)])
        if row.state == State.CONSULTATION and row.consultation_closes_at:
            note = _("Open for comments until %(day)s", day=day(row.consultation_closes_at))
        yield News(row.moved_at, _("Statement"), row.title, note, f"/statements/{row.number or row.slug}")


def front(_now: datetime) -> FrontPart:
    found = queries.in_state(State.PUBLISHED, Visitor(), 5)
    rows = tuple(
        FrontRow(
            s.number or "", s.title, short_day(s.published_at) if s.published_at else "", shown.address(s)
        )
        for s in found
    )
    counted = queries.count_published()
    return FrontPart(
        _("Latest statements"), rows, "statements.index", _("All statements"), counted, _("Statements")
    )
