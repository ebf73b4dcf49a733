"""Lists of discussions, and a thread to read and to answer in."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext

from cop.clearance.actions import Unsaid
from cop.delivery import level_queries
from cop.delivery.level_forms import form_for, hints, state
from cop.discussions import (
    across_queries,
    actions,
    list_queries,
    page_queries,
    permits,
    queries,
    reading_actions,
    reading_queries,
    showing,
)
from cop.discussions.forms import AnswerForm, ThreadForm
from cop.discussions.models import Post, Thread
from cop.discussions.reading_queries import Reading
from cop.discussions.rules import KIND_WORDS, Kind, numbers_on
from cop.kernel import clock, words
from cop.kernel.clock import from_local
from cop.kernel.db import db
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page, submit, to
from cop.spaces import permits as space_permits
from cop.spaces import speech
from cop.spaces.models import Space
from cop.spaces.queries import by_slug
from cop.writing import aside
from cop.writing.composing import compose

pages = Pages("discussions", "/discussions")
pages.before_request(aside.allow_files)


@pages.get("/", public)
def index() -> Any:
    spaces, latest = list_queries.spaces(actor()), list_queries.latest(actor())
    return page(
        "discussions/index.html",
        spaces=spaces,
        latest=latest,
        kinds=_kinds(),
        may_create=space_permits.may_create(actor()),
    )


@pages.get("/across", public)
def across() -> Any:
    """What is new, watched or unanswered, in all spaces; a way that does not exist is the first."""
    ways = tuple(across_queries.WAYS) if actor().is_member else across_queries.FOR_ALL
    way = request.args.get("show", ways[0])
    way = way if way in ways else ways[0]
    return page(
        "discussions/across.html",
        threads=across_queries.threads(actor(), way, request.args.get("at", ""), clock.lately()),
        way=way,
        ways={name: gettext(across_queries.WAYS[name][0]) for name in ways},
        nothing=gettext(across_queries.WAYS[way][1]),
        kinds=_kinds(),
    )


def _kinds() -> dict[str, str]:
    return {kind.value: gettext(name) for kind, (name, _says) in KIND_WORDS.items()}


@pages.get("/<slug>/", public, by_slug)
def space(space: Space) -> Any:
    threads = list_queries.threads(space, actor(), request.args.get("at", ""))
    may_start = permits.may_start(actor(), space) and not space.archived_at
    return page(
        "discussions/space.html",
        space=space,
        threads=threads,
        kinds=_kinds(),
        may_start=may_start,
        letters=_of_space(space) if actor().is_member else None,
    )


def _of_space(space: Space) -> dict[str, Any]:
    chosen = level_queries.chosen(actor().id, space.ref)
    return {"form": form_for(chosen), "hints": hints(), "state": state(chosen)}


@pages.post("/<slug>/read", permits.may_mark, by_slug)
def read(space: Space) -> Any:
    reading_actions.mark_space_read(space, actor=actor())
    return to("discussions.space", slug=space.slug)


@pages.form("/<slug>/new", permits.may_start, by_slug)
def new(space: Space) -> Any:
    form = aside.begun(ThreadForm, space.ref, kind=request.args.get("kind", Kind.discussion.value))
    form.offer(queries.tags())
    form.fit(actor())
    form.offer_rules()

    def unsaid() -> Unsaid:
        return Unsaid(space.ref, form.text.data, form.language.data, view=form.view)

    def act() -> Thread:
        written = compose(form.text.data, actor(), space.id, form.file_ids)
        said = (form.title.data, Kind(form.kind.data), form.tags.data, written, form.language.data)
        made = actions.start_thread(space, *said, form.view, form.ai_help.data, form.rule, actor=actor())
        aside.said(form, space.ref)
        return made

    if aside.wanted():
        return aside.done(form, unsaid, space.id) or _new(space, form)
    return submit(form, act, lambda made: queries.address(made, space.slug)) or _new(space, form)


def _new(space: Space, form: ThreadForm) -> str:
    hints = {kind.value: gettext(says) for kind, (_name, says) in KIND_WORDS.items()}
    return page("discussions/new.html", space=space, form=form, hints=hints, rules=speech.hints())


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
    return submit(form, act, lambda post: showing.at(reading, post.seq)) or showing.show(reading, form)


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
        return redirect(_merged(asked["id"], seq) or queries.address(reading))
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


def _merged(thread_id: int, seq: int | None) -> str:
    """Where the post is that had this number, or began the page asked for, in a thread merged into another since."""
    number = seq or numbers_on(max(request.args.get("page", 1, type=int), 1))[0]
    post = queries.moved(thread_id, number)
    return url_for("posts.post", id=post) if post else ""
