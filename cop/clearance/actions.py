"""Keeping what is not said yet, having it cleared, and saying it by one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app

from cop.clearance import permits
from cop.clearance.models import Clearance, Waiting
from cop.kernel import refs, text
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import NOBODY, record
from cop.members.models import Member


@dataclass(frozen=True)
class Unsaid:
    """``about``: the ref of what it will be said to; the rest as in ``models.Waiting``."""

    about: str
    source: str
    language: str
    place: int | None = None
    proposal: str = ""
    view: int = 0
    fields: Mapping[str, Any] = field(default_factory=dict)


@upkeep(permits.may_keep)
def keep(unsaid: Unsaid, *, actor: Member, now: datetime) -> Waiting:
    """Keeps it for its author alone; nothing says that it is there. Raises Invalid for what cannot be kept."""
    made = Waiting(author_id=actor.id, about=unsaid.about, place=unsaid.place, language=unsaid.language)
    made.source, made.proposal = text.write(unsaid.source).source, text.normal(unsaid.proposal)
    made.view, made.kept_at, made.fields = unsaid.view, now, dict(unsaid.fields)
    db.session.add(made)
    db.session.flush()
    return made


@action(permits.may_change, lock="draft")
def ask_for_clearance(
    draft: Waiting, source: str, reviewer: Member | None, version: int, *, actor: Member, now: datetime
) -> None:
    """Keeps the text as it is now and asks ``reviewer``, who may read it, to clear it; None: nobody.

    What was cleared before waits again when the text changes. Raises Stale, Invalid (person).
    """
    if draft.version != version:
        raise Stale(
            N_("You changed this draft in another window meanwhile. Compare, then send again."),
            theirs=draft.source,
            version=draft.version,
        )
    if reviewer is not None and reviewer.id == actor.id:
        raise Invalid(
            N_("Somebody else clears it. Leave the field empty if nobody here does."), field="person"
        )
    written = text.write(source).source
    if written != draft.source or (reviewer.id if reviewer else None) != draft.reviewer_id:
        draft.state, draft.note, draft.answered_at = Clearance.WAITING.value, "", None
    draft.source, draft.reviewer_id, draft.kept_at = written, reviewer.id if reviewer else None, now
    draft.version += 1
    draft.typed = False
    facts = {"reviewer": reviewer.id} if reviewer else {}
    record("clearance_asked", draft.ref, actor=actor, now=now, audience=NOBODY, **facts)


@action(permits.may_answer, lock="draft")
def answer_clearance(
    draft: Waiting, cleared: bool, note: str, version: int, *, actor: Member, now: datetime
) -> None:
    """The reviewer's word on the text of ``version``. Raises Stale when the author changed it meanwhile."""
    if draft.version != version:
        raise Stale(
            N_("The author changed the draft meanwhile. Read it again, then answer."),
            theirs=draft.source,
            version=draft.version,
        )
    draft.state = (Clearance.CLEARED if cleared else Clearance.NOT_CLEARED).value
    draft.note, draft.answered_at = text.normal(note), now
    record("clearance_answered", draft.ref, actor=actor, now=now, audience=NOBODY, author=draft.author_id)


@action(permits.may_change, lock="draft")
def publish(draft: Waiting, *, actor: Member, now: datetime) -> str:
    """Says it where it belongs, as its feature's own action would, and forgets the draft; the address of what was said.

    Raises IllegalMove for what was not cleared, and what that action raises.
    """
    if draft.state == Clearance.NOT_CLEARED:
        raise IllegalMove(
            N_("%(name)s has not cleared it. Change the text and ask again, or take the reviewer out."),
            name=draft.reviewer.name if draft.reviewer else "",
        )
    kind, id = refs.split(draft.about)
    address = current_app.extensions["cop"].hooks[f"says:{kind}"](id, draft.told(), actor, now)
    record("draft_published", draft.ref, actor=actor, now=now, audience=NOBODY)
    db.session.delete(draft)
    return str(address)


@upkeep(permits.may_change, lock="draft")
def drop(draft: Waiting, *, actor: Member, now: datetime) -> None:
    """Forgets it."""
    db.session.delete(draft)
