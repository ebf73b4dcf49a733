"""Summaries of a thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from cop.discussions.models import Thread
from cop.discussions.summary_models import Summary
from cop.kernel.db import db
from cop.members.models import Member
from cop.spaces.speech import named


def summaries(thread_id: int) -> Sequence[Any]:
    """(language, html, ai_help, upto, written_at, author_id, author) of each, by language; no author where the
    thread's rule of speech names nobody."""
    told = (
        select(
            Summary.language,
            Summary.html,
            Summary.ai_help,
            Summary.upto,
            Summary.written_at,
            Summary.author_id,
            named(Thread.speech, Member.name).label("author"),
        )
        .join(Member, Member.id == Summary.author_id)
        .join(Thread, Thread.id == Summary.thread_id)
    )
    return db.session.execute(told.where(Summary.thread_id == thread_id).order_by(Summary.language)).all()


def summary_in(thread: Thread, language: str) -> Summary | None:
    own = select(Summary).where(Summary.thread_id == thread.id, Summary.language == language)
    return db.session.scalar(own)
