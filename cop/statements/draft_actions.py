"""Keeping and dropping drafts: upkeep, recorded nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cop.kernel import text
from cop.kernel.actions import lock_row, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, Stale
from cop.members.models import Member
from cop.statements import drafts, permits
from cop.statements.drafts import Draft
from cop.statements.models import Statement


@dataclass(frozen=True)
class Typed:
    """What stands in the form. ``base`` is the statement's version that its page was opened with."""

    title: str
    source: str
    language: str
    summary: str = ""
    space: str = ""
    base: int = 0


@upkeep(permits.may_keep_draft)
def keep_draft(
    statement: Statement | None, typed: Typed, seen: int, *, actor: Member, now: datetime
) -> Draft:
    """Keeps what is typed, for the actor alone. ``seen`` is the version of the draft that the page knows, 0 for none.

    Raises Stale, with the other text, when it was kept from elsewhere meanwhile; Invalid for what cannot be kept.
    """
    lock_row(actor)  # the first savings of two devices come one after the other
    draft = drafts.own(actor, statement)
    if draft and draft.version != seen:
        raise Stale(
            N_(
                "You typed at this text elsewhere, too. Both are here: bring them together and keep the result."
            ),
            theirs=draft.source,
            version=draft.version,
        )
    kept = draft or Draft(member_id=actor.id, about=drafts.about(statement), version=seen)
    kept.title, kept.summary, kept.space = text.line(typed.title), text.line(typed.summary), typed.space
    kept.source, kept.language, kept.base = text.normal(typed.source), typed.language, typed.base
    kept.version, kept.saved_at = kept.version + 1, now
    db.session.add(kept)
    db.session.flush()
    return kept


@upkeep(permits.may_keep_draft)
def drop_draft(statement: Statement | None, seen: int | None = None, *, actor: Member, now: datetime) -> None:
    """Forgets the actor's draft; with ``seen``, unless something newer than that version was typed elsewhere."""
    draft = drafts.own(actor, statement)
    if draft and seen in (None, draft.version):
        db.session.delete(draft)
