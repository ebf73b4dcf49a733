"""Lists of discussions, and a thread to read and to answer in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf

from cop.clearance import keeping
from cop.clearance.actions import Unsaid
from cop.delivery import level_queries
from cop.delivery.level_forms import LevelForm, form_for, hints, state
from cop.discussions import actions, permits, queries, reading_actions
from cop.discussions.forms import AnswerForm, ThreadForm
from cop.discussions.models import Post, Thread
from cop.discussions.queries import Reading
from cop.discussions.rules import KIND_WORDS, Kind, demand_open, page_of
from cop.discussions.tree import Look, tree
from cop.kernel import refs, text, words
from cop.kernel.clock import from_local
from cop.kernel.db import db
from cop.kernel.errors import Missing, Refused
from cop.kernel.forms import new_key, sentence_of
from cop.kernel.http import asset
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, after_sent, page, submit, to
from cop.members.models import Member
from cop.spaces import permits as space_permits
from cop.spaces.models import Space
from cop.spaces.queries import by_slug

pages = Pages("discussions", "/discussions")


@pages.get("/", public)
def index() -> Any:
    spaces, latest = queries.spaces(actor()), queries.latest(actor())
    return page(
        "discussions/index.html", spaces=spaces, latest=latest, may_create=space_permits.may_create(actor())
    )


@pages.get("/<slug>/", public, by_slug)
def space(space: Space) -> Any:
    threads = queries.threads(space, actor(), request.args.get("at", ""))
    may_start = permits.may_start(actor(), space) and not space.archived_at
    words_of = {kind.value: gettext(name) for kind, (name, _says) in KIND_WORDS.items()}
    return page(
        "discussions/space.html",
        space=space,
        threads=threads,
        kinds=words_of,
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
    form = ThreadForm(kind=request.args.get("kind", Kind.discussion.value))
    form.offer(queries.tags())
    form.fit(actor())

    def act() -> Thread:
        written = text.write(form.text.data)
        said = (form.title.data, Kind(form.kind.data), form.tags.data, written, form.language.data)
        return actions.start_thread(space, *said, form.view, actor=actor())

    hints = {kind.value: gettext(says) for kind, (_name, says) in KIND_WORDS.items()}
    return submit(form, act, lambda made: queries.address(made, space.slug)) or page(
        "discussions/new.html", space=space, form=form, hints=hints
    )


@pages.get("/<space>/<int:id>-<slug>", public, queries.reading)
def thread(reading: Reading) -> Any:
    return _elsewhere(reading) or _show(reading, AnswerForm())


@pages.post("/<space>/<int:id>-<slug>", permits.may_answer, queries.reading)
def answer(reading: Reading) -> Any:
    form = AnswerForm()
    form.fit(actor())

    def unsaid() -> Unsaid:
        return Unsaid(reading.ref, form.text.data, form.language.data, form.answered, view=form.view)

    def act() -> Post:
        written = text.write(form.text.data)
        said = (written, form.language.data, form.view, form.answered)
        return actions.answer(db.session.get_one(Thread, reading.id), *said, actor=actor())

    if keeping.asked_for():
        return keeping.by_button(form, unsaid) or _show(reading, form)
    return submit(form, act, lambda post: _at(reading, post.seq)) or _show(reading, form)


def _elsewhere(reading: Reading) -> Any:
    """The redirect of an address that is not the thread's own, or names a post or a day instead of a page."""
    asked = request.view_args or {}
    if (asked["space"], asked["slug"]) != (reading.space, reading.slug):
        return redirect(queries.address(reading) + f"?{request.query_string.decode()}".rstrip("?"), 301)
    if seq := request.args.get("from", type=int):
        return redirect(_at(reading, min(max(seq, 1), reading.posts)))
    if day := request.args.get("on", type=date.fromisoformat):
        moment = from_local(datetime.combine(day, time()), words.reader_zone())
        return redirect(_at(reading, queries.number_at(reading.id, moment) or reading.posts))
    return None


def _at(reading: Reading, seq: int) -> str:
    return f"{queries.address(reading)}?page={page_of(seq)}#post-{seq}"


def _show(reading: Reading, form: AnswerForm) -> str:
    number = _page_number(reading)
    viewer, rows = actor(), queries.posts(reading.id, number)
    closed = _closed(reading)
    answers = not closed and permits.may_answer(viewer, reading)
    if answers:
        form.fit(viewer)
    look = _look(reading, answers)
    _note_seen(reading, rows[-1].seq)
    return page(
        "discussions/thread.html",
        thread=reading,
        kind=gettext(KIND_WORDS[Kind(reading.kind)][0]),
        tree=tree(rows, look),
        new=_new(rows, look),
        number=number,
        last=page_of(reading.posts),
        form=form if answers else None,
        closed=closed,
        quoted=_quoted(reading, form),
        links=refs.linked(reading.ref, viewer) if reading.linked else [],
        moderates=look.moderates,
        edits=permits.may_edit_thread(viewer, reading),
        letters=letters(reading, form_for(reading.chosen)) if permits.may_mark(viewer, reading) else None,
    )


def letters(reading: Reading, form: LevelForm) -> dict[str, Any]:
    """What the page needs to show and change which letters the reader gets."""
    return {"form": form, "hints": hints(), "state": state(reading.chosen)}


def _new(rows: Sequence[Any], look: Look) -> dict[str, int]:
    """For each author of posts not seen yet, the number of the first."""
    return {row.author: row.seq for row in reversed(rows) if look.is_new(row)}


def _page_number(reading: Reading) -> int:
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= page_of(reading.posts):
        raise Missing()
    return number


def _closed(reading: Reading) -> str:
    """Why nothing can be written here, as a sentence; "" where it can."""
    try:
        demand_open(reading.locked_at, reading.archived_at)
    except Refused as refused:
        return sentence_of(refused)
    return ""


def _look(reading: Reading, answers: bool) -> Look:
    viewer = actor()
    chooses = reading.kind == Kind.question.value and permits.may_accept(viewer, reading)
    return Look(
        address=queries.address(reading),
        posts=url_for("posts.post", id=0).removesuffix("0"),
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


def _quoted(reading: Reading, form: AnswerForm) -> Any:
    """The post that the form answers, when it answers one."""
    if not form.is_submitted():
        form.parent.data = request.args.get("reply", "")
    return queries.quoted(reading.id, form.answered) if form.answered else None


def _note_seen(reading: Reading, seq: int) -> None:
    """Raises the reader's mark once the page has left."""
    viewer = actor()
    if viewer.is_member and seq > reading.mark:
        member_id = viewer.id

        def note() -> None:
            thread, member = db.session.get_one(Thread, reading.id), db.session.get_one(Member, member_id)
            reading_actions.mark_seen(thread, seq, actor=member)

        after_sent(note)
