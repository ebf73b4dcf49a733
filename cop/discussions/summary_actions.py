"""Writing a thread's summary in a language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete

from cop.discussions import permits, summary_queries, writing
from cop.discussions.models import Thread
from cop.discussions.rules import demand_open
from cop.discussions.summary_models import Summary
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Forbidden, Missing, Stale
from cop.kernel.ledger import record
from cop.kernel.text import Written
from cop.spaces.models import Space


@action(permits.may_summarise, lock="thread")
def write_summary(
    thread: Thread,
    written: Written,
    language: str,
    version: int,
    ai_help: bool = False,
    *,
    actor: Any,
    now: datetime,
) -> Summary:
    """In place of the one in that language. ``version`` is that one's, 0 where there is none; raises Stale otherwise.

    Raises Forbidden for somebody else's, unless ``actor`` moderates; IllegalMove in an archived space.
    """
    demand_open(None, _space(thread).archived_at)
    kept = summary_queries.summary_in(thread, language) or Summary(
        thread_id=thread.id, language=language, author_id=actor.id, source="", version=0
    )
    _demand_own(kept, thread, actor)
    if kept.version != version:
        raise Stale(
            N_("There is a summary in this language by now. Compare the two, then send yours again."),
            theirs=kept.source,
            version=kept.version,
        )
    kept.source, kept.html, kept.renderer = written.source, written.html, written.renderer
    kept.author_id, kept.ai_help, kept.written_at = actor.id, ai_help, now
    kept.upto, kept.version = thread.posts, version + 1
    db.session.add(kept)
    thread.version += 1
    audience = writing.heard_by(thread, _space(thread), own=True)
    record("summary_written", thread.ref, actor=actor, now=now, audience=audience, language=language)
    return kept


def _space(thread: Thread) -> Space:
    return db.session.get_one(Space, thread.space_id)


def _demand_own(kept: Summary, thread: Thread, actor: Any) -> None:
    if kept.author_id != actor.id and not permits.may_moderate(actor, thread):
        raise Forbidden(
            N_(
                "Somebody else wrote the summary in this language. That person or a facilitator of the space "
                "can write it anew: tell them in an answer what has changed."
            )
        )


@action(permits.may_summarise, lock="thread")
def remove_summary(thread: Thread, language: str, *, actor: Any, now: datetime) -> None:
    """By who wrote it or moderates. Raises Missing where there is none."""
    kept = summary_queries.summary_in(thread, language)
    if kept is None:
        raise Missing()
    _demand_own(kept, thread, actor)
    db.session.execute(delete(Summary).where(Summary.id == kept.id))
    thread.version += 1
    audience = writing.heard_by(thread, _space(thread), own=True)
    record("summary_removed", thread.ref, actor=actor, now=now, audience=audience, language=language)
