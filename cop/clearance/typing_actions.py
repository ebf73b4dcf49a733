"""Keeping what somebody is typing, and forgetting it: upkeep, recorded nowhere."""

from __future__ import annotations

from datetime import datetime

from cop.clearance import permits, queries
from cop.clearance.actions import Unsaid
from cop.clearance.models import Waiting
from cop.kernel import text
from cop.kernel.actions import lock_row, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid, Stale
from cop.kernel.markup import LONGEST
from cop.members.models import Member

MOST = 2_000  # characters of all that stands in the other fields


@upkeep(permits.may_keep)
def keep_typed(unsaid: Unsaid, at: str, seen: int, *, actor: Member, now: datetime) -> Waiting:
    """Keeps what stands in the form at ``at``. ``seen`` is the version that the form knows of, 0 for none.

    Raises Stale, with the other text, when it was kept from elsewhere meanwhile; Invalid for what cannot be kept.
    """
    lock_row(actor)  # the first savings of two devices come one after the other
    draft = queries.typed(actor, unsaid.about)
    if draft and draft.version != seen:
        raise Stale(
            N_(
                "You typed at this text elsewhere, too. Both are here: bring them together and keep the result."
            ),
            theirs=draft.source,
            version=draft.version,
        )
    kept = draft or Waiting(author_id=actor.id, about=unsaid.about, typed=True, version=seen)
    _put(kept, unsaid, at)
    kept.version, kept.kept_at = kept.version + 1, now
    db.session.add(kept)
    db.session.flush()
    return kept


def _put(kept: Waiting, unsaid: Unsaid, at: str) -> None:
    if len(unsaid.source) > LONGEST or len(str(unsaid.fields)) > MOST:
        raise Invalid(N_("That is too long to be kept as a draft. Shorten it, or keep a copy of your own."))
    kept.source, kept.proposal = text.normal(unsaid.source), text.normal(unsaid.proposal)
    kept.language, kept.place, kept.view = unsaid.language, unsaid.place, unsaid.view
    kept.at, kept.fields = (
        at,
        {name: [text.line(v) for v in values] for name, values in unsaid.fields.items()},
    )


@upkeep(permits.may_keep)
def drop_typed(about: str, seen: int, said: str = "", *, actor: Member, now: datetime) -> None:
    """Forgets what the actor typed at that thing, unless something else was typed elsewhere after that version.

    ``said``: the text that was said instead; the last keystrokes may have been kept while it was on its way.
    """
    draft = queries.typed(actor, about)
    if draft and (draft.version == seen or draft.source == text.normal(said)):
        db.session.delete(draft)
