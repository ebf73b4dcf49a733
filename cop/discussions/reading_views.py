"""A thread to read and to answer in, and where its addresses lead."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from flask import redirect, request, url_for

from cop.clearance.actions import Unsaid
from cop.discussions import (
    actions,
    arriving,
    page_queries,
    permits,
    queries,
    reading_queries,
    showing,
)
from cop.discussions.forms import AnswerForm
from cop.discussions.models import Post, Thread
from cop.discussions.reading_queries import Reading
from cop.discussions.rules import numbers_on, page_of
from cop.discussions.views import pages
from cop.kernel import words
from cop.kernel.clock import from_local
from cop.kernel.db import db
from cop.kernel.permits import public
from cop.kernel.web import actor, submit
from cop.writing import aside
from cop.writing.composing import compose


@pages.get("/<space>/<int:id>-<slug>", public, reading_queries.reading)
def thread(reading: Reading) -> Any:
    return _elsewhere(reading) or showing.show(
        reading, aside.begun(AnswerForm, reading.ref, typing=reading.typing)
    )


@pages.post("/<space>/<int:id>-<slug>", permits.may_answer, reading_queries.reading)
def answer(reading: Reading) -> Any:
    form = aside.begun(AnswerForm, reading.ref)
    form.fit(actor())

    def unsaid() -> Unsaid:
        return Unsaid(reading.ref, form.text.data, form.language.data, form.answered, view=form.view)

    def act() -> Post:
        written = compose(form.text.data, actor(), reading.space_id, form.file_ids)
        said = (written, form.language.data, form.view, _answered(reading, form), form.ai_help.data)
        post = actions.answer(db.session.get_one(Thread, reading.id), *said, actor=actor())
        aside.said(form, reading.ref)
        return post

    if aside.wanted():
        return aside.done(form, unsaid, reading.space_id) or showing.show(reading, form)
    return submit(form, act, lambda post: arriving.led_to(reading, post)) or arriving.refused(reading, form)


def _answered(reading: Reading, form: AnswerForm) -> int | None:
    """The number of the post that the form answers; where it was made, the thread may have been one of its own yet."""
    asked = (request.view_args or {})["id"]
    if asked == reading.id:
        return form.answered
    post = queries.moved(asked, form.answered or 1)
    return db.session.get_one(Post, post).seq if post else None


def _elsewhere(reading: Reading) -> Any:
    """The redirect of an address that is not the thread's own, or names a post or a day instead of a page."""
    asked, seq = request.view_args or {}, request.args.get("from", type=int)
    if asked["id"] != reading.id:
        return redirect(_merged(reading, asked["id"], seq) or queries.address(reading))
    if (asked["space"], asked["slug"]) != (reading.space, reading.slug):
        return redirect(queries.address(reading) + f"?{request.query_string.decode()}".rstrip("?"), 301)
    if seq and (post := queries.moved(reading.id, seq)):
        return redirect(url_for("posts.post", id=post))
    if seq:
        return redirect(showing.at(reading, min(max(seq, 1), reading.posts)))
    if day := request.args.get("on", type=date.fromisoformat):
        moment = from_local(datetime.combine(day, time()), words.reader_zone())
        return redirect(showing.at(reading, page_queries.number_at(reading.id, moment) or reading.posts))
    return None


def _merged(reading: Reading, was: int, seq: int | None) -> str:
    """Where the post is that had this number, or began the page asked for, in a thread merged into another since.

    The address of a page may end in a mark that names one of its posts, which browsers keep to themselves and put
    behind the new address: there the posts go by the numbers they had.
    """
    page = request.args.get("page", type=int)
    id = queries.moved(was, seq or numbers_on(max(page or 1, 1))[0])
    post = db.session.get(Post, id) if id else None
    if post and page and not seq and post.thread_id == reading.id:
        return f"{queries.address(reading)}?page={page_of(post.seq)}&was={was}"
    return url_for("posts.post", id=id) if id else ""
