"""Which letters a member gets from a thread or a space."""

from __future__ import annotations

from typing import Any

from flask import redirect

from cop.delivery import level_actions, level_queries
from cop.delivery.level_forms import form_for
from cop.discussions import permits, queries, thread_views
from cop.discussions.models import Thread
from cop.kernel.db import db
from cop.kernel.refs import ref
from cop.kernel.web import Pages, actor, to
from cop.spaces.models import Space
from cop.spaces.queries import by_slug

pages = Pages("post_letters", "/discussions")


@pages.post("/<space>/<int:id>-<slug>/letters", permits.may_mark, thread_views.load)
def of_thread(thread: Thread) -> Any:
    space = db.session.get_one(Space, thread.space_id)
    _choose(thread, level_queries.chosen(actor().id, thread.ref, ref("space", space.id)))
    return redirect(queries.address(thread, space.slug), 303)


@pages.post("/<slug>/letters", permits.may_mark, by_slug)
def of_space(space: Space) -> Any:
    _choose(space, level_queries.chosen(actor().id, space.ref))
    return to("discussions.space", slug=space.slug)


def _choose(place: Any, present: level_queries.Chosen) -> None:
    """What is offered is all radio buttons; anything else changes nothing."""
    form = form_for(present)
    if form.validate_on_submit():
        level_actions.choose_level(place, form.chosen, actor=actor())
