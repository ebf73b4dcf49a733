"""Threads for the tests, written by the actions; and many posts at once, written straight into the tables."""

from datetime import timedelta

from sqlalchemy import insert

from cop.discussions import actions
from cop.discussions.models import Post, Thread
from cop.discussions.rules import Kind
from cop.kernel import clock, text
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.spaces.speech_rules import Speech


def thread(
    author, space, title="A triage tool on 4,000 images", kind=Kind.question, words="Is it enough?", **more
):
    """A thread of ``author`` with its first post."""
    tags, language = more.pop("tags", ()), more.pop("language", "en")
    rule = more.pop("rule", Speech.attributed)
    return actions.start_thread(
        space, title, kind, tags, text.write(words), language, False, False, rule, actor=author, **more
    )


def answer(author, thread, words="Not for every subgroup.", answered=None, **more):
    language = more.pop("language", "en")
    return actions.answer(thread, text.write(words), language, False, answered, actor=author, **more)


def many(thread: Thread, author, count: int, deep: bool = False) -> None:
    """``count`` more posts: each answers the thread, or (``deep``) the post before it."""
    written, begun, now = text.write("A *short* answer."), thread.posts, clock.now()
    common = {
        "thread_id": thread.id,
        "author_id": author.id,
        "group_key": author.group_key,
        "country": author.country,
        "organisation_id": author.organisation_id,
        "source": written.source,
        "html": written.html,
        "renderer": written.renderer,
        "excerpt": "A short answer.",
        "language": "en",
    }
    rows = [
        common
        | {
            "seq": seq,
            "parent_seq": seq - 1 if deep and seq > 2 else None,
            "created_at": now + timedelta(seconds=seq),
        }
        for seq in range(begun + 1, begun + count + 1)
    ]
    with transaction():
        db.session.execute(insert(Post), rows)
        thread.posts, thread.voices, thread.last_at = begun + count, 2, rows[-1]["created_at"]
