"""What its author and the moderators do to a thread as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, request
from flask_babel import gettext

from cop.discussions import permits, queries, thread_actions
from cop.discussions.forms import EditThreadForm
from cop.discussions.models import Thread
from cop.discussions.rules import KIND_WORDS, Kind
from cop.kernel.db import db
from cop.kernel.web import Pages, actor, page, submit
from cop.spaces import speech
from cop.spaces.models import Space

pages = Pages("threads", "/discussions")


def load(viewer: Any, id: int, **_address: str) -> Thread | None:
    return queries.thread(viewer, id)


def address(thread: Thread, seq: int = 0) -> str:
    return queries.address(thread, db.session.get_one(Space, thread.space_id).slug, seq)


@pages.form("/<space>/<int:id>-<slug>/edit", permits.may_edit_thread, load)
def edit(thread: Thread) -> Any:
    form = EditThreadForm(obj=thread, tags=queries.tags_of(thread), version=thread.revision)
    form.offer(queries.tags())
    form.offer_rules()

    def act() -> Thread:
        said = (form.title.data, Kind(form.kind.data), form.tags.data)
        return thread_actions.edit_thread(thread, *said, form.version.number, form.rule, actor=actor())

    hints = {kind.value: gettext(says) for kind, (_name, says) in KIND_WORDS.items()}
    return submit(form, act, address) or page(
        "discussions/edit_thread.html",
        form=form,
        thread=thread,
        hints=hints,
        rules=speech.hints(),
        address=address(thread),
    )


@pages.post("/<space>/<int:id>-<slug>/accept", permits.may_accept, load)
def accept(thread: Thread) -> Any:
    seq = request.form.get("seq", 0, type=int)
    thread_actions.accept_answer(thread, seq, actor=actor())
    return redirect(address(thread, seq), 303)


@pages.post("/<space>/<int:id>-<slug>/withdraw", permits.may_accept, load)
def withdraw(thread: Thread) -> Any:
    thread_actions.withdraw_acceptance(thread, actor=actor())
    return redirect(address(thread), 303)


def _press(rule: str, name: str, act: Callable[..., None]) -> None:
    def press(thread: Thread) -> Any:
        act(thread, actor=actor())
        return redirect(address(thread), 303)

    press.__name__ = name
    pages.post(f"/<space>/<int:id>-<slug>/{rule}", permits.may_moderate, load)(press)


_press("lock", "lock", thread_actions.lock_thread)
_press("unlock", "unlock", thread_actions.unlock_thread)
_press("pin", "pin", thread_actions.pin_thread)
_press("unpin", "unpin", thread_actions.unpin_thread)
