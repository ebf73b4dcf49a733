"""Lists of discussions, and a thread to read and to answer in."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext

from cop.clearance.actions import Unsaid
from cop.delivery import level_queries
from cop.delivery.level_forms import form_for, hints, state
from cop.discussions import (
    across_queries,
    actions,
    list_queries,
    permits,
    queries,
    reading_actions,
)
from cop.discussions.forms import ThreadForm
from cop.discussions.models import Thread
from cop.discussions.rules import KIND_WORDS, Kind
from cop.kernel import addresses, clock, refs
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
    kind = request.args.get("kind", Kind.discussion.value)
    form = aside.begun(ThreadForm, space.ref, kind=kind, text=_about())
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


def _about() -> str:
    """The address of what the thread is begun about, as the first line of its text, where it is tied; "" of nothing."""
    about = addresses.ref_at(request.args.get("about", ""), actor())
    return f"{refs.resolve([about], actor())[about].address}\n\n" if about else ""


def _new(space: Space, form: ThreadForm) -> str:
    hints = {kind.value: gettext(says) for kind, (_name, says) in KIND_WORDS.items()}
    return page("discussions/new.html", space=space, form=form, hints=hints, rules=speech.hints())
