"""How posts are moderated: what ``cop.moderation`` asks of this feature."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.discussions import actions, permits, queries
from cop.discussions.models import Post
from cop.kernel import ties
from cop.kernel.actions import lock_row
from cop.kernel.db import db
from cop.members.models import Member
from cop.moderation.subjects import Moderated, Subject
from cop.spaces import speech


def find(viewer: Any, id: int) -> Subject | None:
    """A post that ``viewer`` may read; the text of a removed one only for its author and moderators."""
    post = queries.post(viewer, id)
    if post is None:
        return None
    thread, removed = post.thread, post.removed_at is not None
    author = db.session.get_one(Member, post.author_id).name
    html = "" if removed and not permits.may_remove(viewer, post) else post.html
    return Subject(
        ref=post.ref,
        space_id=post.space_id,
        author_id=post.author_id,
        rule=thread.speech,
        who=speech.speaker_of(thread.speech, post, author),
        title=thread.title,
        html=ties.shown([html], viewer)(html),
        language=post.language,
        endpoint="posts.post",
        history="posts.history",
        edited_at=post.edited_at,
        removed=removed,
    )


def hold(id: int) -> None:
    """Posts are changed under their thread's lock."""
    lock_row(db.session.get_one(Post, id).thread)


def fold(id: int, since: datetime | None) -> None:
    """The caller holds the thread."""
    post = db.session.get_one(Post, id, populate_existing=True)
    if post.folded_at != since:
        post.folded_at, post.thread.version = since, post.thread.version + 1


def remove(id: int, reason: str, actor: Any, now: datetime) -> None:
    actions.remove_post(db.session.get_one(Post, id), reason, actor=actor, now=now)


def restore(id: int, actor: Any, now: datetime) -> None:
    actions.restore_post(db.session.get_one(Post, id), actor=actor, now=now)


def posts() -> Moderated:
    return Moderated(find, hold, fold, remove, restore)
