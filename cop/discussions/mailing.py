"""A post answered by mail: the same act as on the page, with the same refusals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.discussions import clearing, queries
from cop.discussions.models import Thread
from cop.kernel.db import db
from cop.kernel.errors import N_, Missing
from cop.spaces.models import Space


def answered(id: int, mail: Any, actor: Any, now: datetime) -> str:
    """Says ``mail.text`` in answer to the post; the address of what was said. Raises as ``clearing.say``."""
    post = queries.post(actor, id)
    if post is None or post.removed_at is not None:
        raise Missing(N_("What you answered was removed, or moved to where you may not read."))
    told = {
        "source": mail.text,
        "language": actor.language,
        "view": 0,
        "place": post.seq,
        "ai_help": False,
        "files": (),
    }
    return clearing.say(post.thread_id, told, actor, now)


def letters_of(id: int, viewer: Any) -> tuple[Thread | None, str]:
    """The thread whose letters a reader chooses, and its address; None where they may not read it."""
    thread = queries.thread(viewer, id)
    if thread is None:
        return None, ""
    space = db.session.get_one(Space, thread.space_id)
    return thread, queries.address(thread, space.slug)


def letters_of_post(id: int, viewer: Any) -> tuple[Thread | None, str]:
    """The same of a post's thread."""
    post = queries.post(viewer, id)
    return letters_of(post.thread_id, viewer) if post else (None, "")
