"""Saying an answer that waited for clearance."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.discussions import actions, queries
from cop.kernel.db import db
from cop.kernel.errors import Missing
from cop.spaces.models import Space
from cop.writing.composing import compose


def say(id: int, told: dict[str, Any], actor: Any, now: datetime) -> str:
    """The address of the post. Raises what ``actions.answer`` raises, and Missing where the author may not read."""
    thread = queries.thread(actor, id)
    if thread is None:
        raise Missing()
    written = compose(told["source"], actor, thread.space_id, map(int, told["files"]))
    said = (written, told["language"], told["view"], told["place"], told["ai_help"])
    post = actions.answer(thread, *said, actor=actor, now=now)
    return queries.address(thread, db.session.get_one(Space, thread.space_id).slug, post.seq)
