"""What statements offer home: what awaits a person, what is new, what everyone may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel import refs
from cop.kernel.features import Awaiting, FrontPart, FrontRow, News
from cop.kernel.words import day, short_day
from cop.members.models import Visitor
from cop.statements import drafts as own_drafts
from cop.statements import evidence_queries, homing_queries, queries
from cop.statements.rules import PUBLIC, STATES, State
from cop.statements.shown import ballot_address

RECENT = timedelta(days=60)
TOLD = PUBLIC | {State.CONSULTATION, State.BALLOTING, State.ADOPTED, State.NOT_ADOPTED}


def _at(row: Any, endpoint: str = "one", **more: Any) -> str:
    return url_for(f"statements.{endpoint}", address=row.number or row.slug, **more)


def to_editors(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """Comments to answer, texts not adopted to take up."""
    for row in homing_queries.edited(viewer):
        if row.state == State.NOT_ADOPTED:
            why = _("The ballot did not adopt it. What was objected and reserved waits for your answer.")
            yield Awaiting(_("Statement not adopted"), row.title, why, _("Take it up again"), _at(row))
        elif row.waiting:
            why = ngettext(
                "One comment has no answer yet.", "%(num)d comments have no answer yet.", row.waiting
            )
            here = _at(row, "remarks", waiting=1)
            yield Awaiting(_("Comments to answer"), row.title, why, _("Answer them"), here)


def drafts(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """What the viewer typed and did not save, on whatever device."""
    for row in own_drafts.waiting(viewer) if viewer.is_member else ():
        here = _at(row, "revise") if row.slug else url_for("statements.new")
        why = _("You typed at this text and have not saved it yet. Only you can read what you typed.")
        title = row.title or row.typed or _("A new statement")
        yield Awaiting(_("Your draft"), title, why, _("Go on writing"), here)


def unsettled(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """What the viewer edits and rests on something that was suspended or withdrawn since; no source unseen."""
    rows = evidence_queries.unsettled(viewer) if viewer.is_member else ()
    seen = refs.resolve({row.source for row in rows}, viewer)
    for row in rows:
        if source := seen.get(row.source):
            why = _("It cites “%(source)s”, which was suspended or withdrawn.", source=source.title)
            yield Awaiting(_("Evidence to review"), row.title, why, _("Review it"), _at(row, "evidence"))


def objections(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """Objections that wait for the editors' answer."""
    for row in homing_queries.objections(viewer):
        why = ngettext(
            "One objection has no answer yet.", "%(num)d objections have no answer yet.", row.waiting
        )
        here = f"{ballot_address(row.slug, row.n)}#minority"
        yield Awaiting(_("Objections to answer"), row.title, why, _("Answer them"), here)


def to_officers(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """Adopted texts to publish."""
    if "officer" not in viewer.roles:
        return
    for row in queries.in_state({State.ADOPTED}, viewer):
        why = _("A ballot adopted it. Publish it, unless an objection still waits for an answer.")
        yield Awaiting(_("Statement to publish"), row.title, why, _("Look at it"), _at(row))


def consultations(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Texts open for comments on which the viewer has said nothing yet."""
    for row in homing_queries.consultations(viewer, now):
        why = _("Open for comments: what would you change?")
        due = row.consultation_closes_at
        yield Awaiting(_("Consultation"), row.title, why, _("Read and comment"), _at(row), due)


def news(viewer: Any, now: datetime) -> Iterable[News]:
    for row in queries.in_state(TOLD, viewer, since=now - RECENT):
        note = _(STATES[State(row.state)])
        if row.state == State.CONSULTATION and row.consultation_closes_at:
            note = _("Open for comments until %(day)s", day=day(row.consultation_closes_at))
        yield News(row.moved_at, _("Statement"), row.title, note, _at(row))


def front(_now: datetime) -> FrontPart:
    found = queries.in_state({State.PUBLISHED}, Visitor(), 5)
    rows = tuple(FrontRow(r.number, r.title, short_day(r.published_at), _at(r)) for r in found)
    counted = queries.count_published()
    return FrontPart(
        _("Latest statements"),
        rows,
        "statements.index",
        _("All statements"),
        counted,
        _("Statements"),
        leads=True,
    )
