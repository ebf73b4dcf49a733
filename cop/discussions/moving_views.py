"""How moderators move a thread to another space, begin a new one from a part of it, or put two together."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from cop.discussions import moving_actions, page_queries, permits, queries
from cop.discussions.models import Post, Thread
from cop.discussions.moving_forms import MergeForm, MoveForm, SplitForm
from cop.discussions.rules import KIND_WORDS, Kind, page_of
from cop.discussions.thread_views import address, load
from cop.kernel.errors import N_, Invalid
from cop.kernel.web import Pages, actor, page, submit
from cop.spaces import queries as spaces
from cop.spaces.models import Space

pages = Pages("moving", "/discussions")
AT = "/<space>/<int:id>-<slug>"


@pages.form(f"{AT}/move", permits.may_moderate, load)
def move(thread: Thread) -> Any:
    form = MoveForm()
    places = [space for space in spaces.all_visible(actor()) if _takes(space, thread)]
    form.offer(places)

    def act() -> Thread:
        chosen = next(space for space in places if space.slug == form.place.data)
        return moving_actions.move_thread(thread, chosen, actor=actor())

    return submit(form, act, address) or page(
        "discussions/move.html", form=form, thread=thread, address=address(thread)
    )


def _takes(space: Space, thread: Thread) -> bool:
    return space.id != thread.space_id and permits.may_moderate(actor(), space)


@pages.form("/posts/<int:id>/split", permits.may_moderate, queries.post)
def split(post: Post) -> Any:
    form = SplitForm(kind=Kind.discussion.value)
    form.offer(page_queries.tops(post.thread_id, page_of(post.seq), post.seq))

    def act() -> Thread:
        said = ([post.seq, *(form.also.data or [])], form.title.data, Kind(form.kind.data))
        return moving_actions.split_thread(post.thread, *said, actor=actor())

    return submit(form, act, address) or page(
        "discussions/split.html",
        form=form,
        thread=post.thread,
        address=address(post.thread, post.seq),
        first=page_queries.quoted(post.thread_id, post.seq),
        hints={kind.value: gettext(says) for kind, (_name, says) in KIND_WORDS.items()},
    )


@pages.form(f"{AT}/merge", permits.may_moderate, load)
def merge(thread: Thread) -> Any:
    form = MergeForm()

    def act() -> Thread:
        target = queries.thread(actor(), form.thread_id)
        if target is None:
            raise Invalid(
                N_("No thread that you may read has this address. Copy it from the top of the browser."),
                field="place",
            )
        return moving_actions.merge_thread(thread, target, actor=actor())

    return submit(form, act, address) or page(
        "discussions/merge.html", form=form, thread=thread, address=address(thread)
    )
