"""A thread's page, put together for its reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import get_locale, gettext
from markupsafe import Markup

from cop.delivery.level_forms import LevelForm, form_for, hints, state
from cop.discussions import page_posts, page_queries, permits, queries, reading_actions, summary_queries
from cop.discussions.forms import AnswerForm
from cop.discussions.models import Thread
from cop.discussions.reading_queries import Reading
from cop.discussions.rules import KIND_WORDS, PAGE, PRINTED, Kind, demand_open, numbers_on, page_of
from cop.discussions.tree import Away, tree
from cop.discussions.tree_look import Look
from cop.kernel import refs, ties, words
from cop.kernel.db import db
from cop.kernel.errors import Missing, Refused
from cop.kernel.forms import sentence_of, whole
from cop.kernel.web import actor, after_sent, page
from cop.members.models import Member
from cop.spaces import speech


def at(reading: Reading, seq: int) -> str:
    return f"{queries.address(reading)}?page={page_of(seq)}#post-{seq}"


def about(reading: Reading) -> dict[str, Any]:
    """What every showing of a thread says of it."""
    kind = gettext(KIND_WORDS[Kind(reading.kind)][0])
    return {"thread": reading, "kind": kind, "rule": speech.told(reading.speech, actor())}


def show(reading: Reading, form: AnswerForm) -> str:
    number = _page_number(reading)
    viewer, rows, form_part = actor(), page_posts.rows_on(reading, number), answering(reading, form)
    look = replace(page_posts.look_of(reading, may_answer(reading)), old=_old_numbers(reading, number))
    note_seen(reading, min(numbers_on(number)[1], reading.posts))
    return page(
        "discussions/thread.html",
        **about(reading),
        **form_part,
        tree=tree(rows, look, page_posts.told_of(rows)),
        new=_new(rows, look),
        summaries=_summaries(reading, number, look),
        summarises=permits.may_summarise(viewer, reading) and not reading.archived_at,
        number=number,
        last=page_of(reading.posts),
        links=refs.linked(reading.ref, viewer) if reading.linked else [],
        moderates=look.moderates,
        edits=permits.may_edit_thread(viewer, reading),
        letters=letters(reading, form_for(reading.chosen)) if permits.may_mark(viewer, reading) else None,
    )


def _old_numbers(reading: Reading, page: int) -> dict[int, int]:
    """For who comes by an address of a thread that was put into this one: the mark at its end names an old number."""
    was = request.args.get("was", type=whole) or 0
    return page_queries.old_numbers(reading.id, page, was) if was else {}


def may_answer(reading: Reading) -> bool:
    return not _closed(reading) and permits.may_answer(actor(), reading)


def answering(reading: Reading, form: AnswerForm) -> dict[str, Any]:
    """The form of an answer, and why there is none; where somebody wrote while the thread was closed, the text stays."""
    offered = may_answer(reading) or form.is_submitted()
    if offered:
        form.fit(actor())
    return {
        "form": form if offered else None,
        "closed": _closed(reading),
        "quoted": _quoted(reading, form),
    }


def on_paper(reading: Reading) -> str:
    """All posts, so many at once as a printer takes; nothing to press."""
    number = _page_number(reading, PRINTED)
    rows, look = page_posts.rows_on(reading, number, PRINTED), page_posts.look_of(reading, False)
    bare = replace(look, viewer_id=None, flag="", seen=None, moderates=False, chooses=False)
    return page(
        "discussions/print.html",
        **about(reading),
        tree=tree(rows, bare, page_posts.told_of(rows)),
        number=number,
        last=page_of(reading.posts, PRINTED),
    )


def _summaries(reading: Reading, number: int, look: Look) -> list[dict[str, Any]]:
    """At the head of the thread; that in the page's language stands open."""
    if not reading.summed or number > 1:
        return []
    rows = summary_queries.summaries(reading.id)
    told, own = ties.shown((row.html for row in rows), actor()), str(get_locale() or "en")
    return [
        {
            "row": row,
            "html": Markup(told(row.html)),  # noqa: S704 - sanitised when it was written
            "name": words.language_name(row.language, row.language),
            "opens": row.language == own or len(rows) == 1,
            "since": reading.posts - row.upto,
            "edits": look.moderates or row.author_id == look.viewer_id,
        }
        for row in rows
    ]


def letters(reading: Reading, form: LevelForm) -> dict[str, Any]:
    """What the page needs to show and change which letters the reader gets."""
    return {"form": form, "hints": hints(), "state": state(reading.chosen)}


def _new(rows: Sequence[Any], look: Look) -> dict[str, int]:
    """For each author of posts not seen yet, as the rule of speech calls them, the number of the first."""
    fresh = (row for row in reversed(rows) if row.__class__ is not Away and look.is_new(row))
    return {speech.speaker(row.author, row.group_key): row.seq for row in fresh}


def _page_number(reading: Reading, size: int = PAGE) -> int:
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= page_of(reading.posts, size):
        raise Missing()
    return number


def _closed(reading: Reading) -> str:
    """Why nothing can be written here, as a sentence; "" where it can."""
    try:
        demand_open(reading.locked_at, reading.archived_at)
    except Refused as refused:
        return sentence_of(refused)
    return ""


def _quoted(reading: Reading, form: AnswerForm) -> Any:
    """The post that the form answers, when it answers one."""
    if not form.is_submitted():
        form.parent.data = request.args.get("reply", form.parent.data or "")
    return page_queries.quoted(reading.id, form.answered) if form.answered else None


def note_seen(reading: Reading, seq: int) -> None:
    """Raises the reader's mark once the page has left."""
    viewer = actor()
    if viewer.is_member and seq > reading.mark:
        member_id = viewer.id

        def note() -> None:
            thread, member = db.session.get_one(Thread, reading.id), db.session.get_one(Member, member_id)
            reading_actions.mark_seen(thread, seq, actor=member)

        after_sent(note)
