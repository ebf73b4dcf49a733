"""A post answered, or a thread begun, by mail: the same act as on the page, with the same refusals."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import select

from cop.discussions import actions, clearing, queries
from cop.discussions.mailed_models import MailedSpace
from cop.discussions.models import Thread
from cop.discussions.rules import Kind
from cop.kernel import text
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid, Missing
from cop.spaces.models import Space
from cop.spaces.visibility import visible_to
from cop.writing.composing import compose

REPLIED = re.compile(r"^(?:(?:re|fwd?|aw|sv|tr|回复|ตอบกลับ|trả lời|balas|bls)\s*[:：]\s*)+", re.IGNORECASE)
LONGEST_TITLE = 200


def answered(id: int, mail: Any, actor: Any, now: datetime) -> str:
    """Says ``mail.text`` in answer to the post; the address of what was said. Raises as ``clearing.say``."""
    post = queries.post(actor, id)
    if post is None or post.removed_at is not None:
        raise Missing(N_("What you answered was removed, or moved to where you may not read."))
    told = {
        "source": mail.text,
        "language": mail.language,
        "view": 0,
        "place": post.seq,
        "ai_help": False,
        "files": mail.files,
    }
    return clearing.say(post.thread_id, told, actor, now)


def begun(id: int, mail: Any, actor: Any, now: datetime) -> str:
    """Begins a thread by the mail's subject and text; its address. Raises what ``actions.start_thread`` raises."""
    space = db.session.scalar(select(Space).where(Space.id == id, visible_to(actor)))
    if space is None or db.session.get(MailedSpace, id) is None:
        raise Missing(
            N_("Threads are not begun by mail there any more. Open the space's page and begin it there.")
        )
    title = text.line(REPLIED.sub("", mail.subject))
    if not title or len(title) > LONGEST_TITLE:
        raise Invalid(N_("Write the thread's title as the subject of your mail, in at most 200 characters."))
    written = compose(mail.text, actor, space.id, mail.files)
    thread = actions.start_thread(
        space, title, Kind.discussion, [], written, mail.language, actor=actor, now=now
    )
    return queries.address(thread, space.slug)


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


def letters_of_space(id: int, viewer: Any) -> tuple[Space | None, str]:
    """The same of a space."""
    space = db.session.scalar(select(Space).where(Space.id == id, visible_to(viewer)))
    return space, url_for("spaces.space", slug=space.slug) if space else ""
