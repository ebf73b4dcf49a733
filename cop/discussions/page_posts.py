"""The posts of a thread's page as whoever asks may see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_wtf.csrf import generate_csrf

from cop.attachments.queries import of as files_of
from cop.attachments.showing import listed
from cop.discussions import page_queries, permits, queries
from cop.discussions.reading_queries import Reading
from cop.discussions.rules import PAGE, Kind, numbers_on
from cop.discussions.tree import Away, gathered
from cop.discussions.tree_look import Look, Told
from cop.kernel import ties, words
from cop.kernel.forms import new_key
from cop.kernel.http import asset
from cop.kernel.refs import ref
from cop.kernel.web import actor


def rows_on(reading: Reading, number: int, size: int = PAGE) -> Sequence[Any]:
    """The posts of a page, and in the place of those that went elsewhere, where they are."""
    rows, (first, last) = page_queries.posts(reading.id, number, actor(), size), numbers_on(number, size)
    if len(rows) == min(last, reading.posts) - first + 1:
        return rows
    away = gathered(page_queries.away(reading.id, number, actor(), size))
    return sorted([*rows, *away], key=lambda row: row.seq)


def told_of(rows: Sequence[Any]) -> Told:
    """One query for each kind of thing that is linked, and one for files; none where there is nothing of it."""
    posts = [row for row in rows if row.__class__ is not Away]
    of_post = files_of(ref("post", row.id) for row in posts if row.file_count)
    return Told(
        ties.shown((row.html for row in posts), actor()),
        lambda row: listed(of_post.get(ref("post", row.id), [])) if row.file_count else "",
    )


def look_of(reading: Reading, answers: bool) -> Look:
    viewer = actor()
    chooses = reading.kind == Kind.question.value and permits.may_accept(viewer, reading)
    return Look(
        address=queries.address(reading),
        posts=url_for("posts.post", id=0).removesuffix("0"),
        flag=url_for("moderation.flag", subject="post:0").removesuffix("0") if viewer.is_member else "",
        check=asset("sprite.svg") + "#check",
        shield=asset("sprite.svg") + "#shield-check",
        viewer_id=viewer.id,
        seen=reading.seen or None,
        accepted=reading.accepted_seq,
        answers=answers,
        moderates=permits.may_moderate(viewer, reading),
        chooses=chooses,
        key=new_key() if chooses else "",
        token=generate_csrf() if chooses else "",
        zone=words.reader_zone(),
    )
