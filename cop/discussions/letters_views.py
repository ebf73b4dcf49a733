"""Which letters a member gets from a thread or a space."""

from __future__ import annotations

from typing import Any

from flask import url_for

from cop.delivery import level_actions, level_queries
from cop.delivery.level_forms import form_for, hints
from cop.discussions import permits, thread_views
from cop.discussions.models import Thread
from cop.kernel.refs import ref
from cop.kernel.web import Pages, actor, page, submit
from cop.spaces.models import Space
from cop.spaces.queries import by_slug

pages = Pages("post_letters", "/discussions")


@pages.post("/<space>/<int:id>-<slug>/letters", permits.may_mark, thread_views.load)
def of_thread(thread: Thread) -> Any:
    chosen = level_queries.chosen(actor().id, thread.ref, ref("space", thread.space_id))
    return _choose(thread, chosen, thread.title, thread_views.address(thread))


@pages.post("/<slug>/letters", permits.may_mark, by_slug)
def of_space(space: Space) -> Any:
    chosen = level_queries.chosen(actor().id, space.ref)
    return _choose(space, chosen, space.title, url_for("discussions.space", slug=space.slug))


def _choose(place: Any, present: level_queries.Chosen, title: str, address: str) -> Any:
    """One press of a button is enough; what no button sends is shown with a sentence and the choice."""
    form = form_for(present)

    def act() -> None:
        level_actions.choose_level(place, form.chosen, actor=actor())

    return submit(form, act, lambda _none: f"{address}#letters") or page(
        "discussions/letters.html", form=form, hints=hints(), title=title, address=address
    )
