"""A thread's page, put together for its reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import request, url_for
from flask_babel import get_locale, gettext
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from cop.attachments.queries import of as files_of
from cop.attachments.showing import listed
from cop.delivery.level_forms import LevelForm, form_for, hints, state
from cop.discussions import page_queries, permits, queries, reading_actions, summary_queries
from cop.discussions.forms import AnswerForm
from cop.discussions.models import Thread
from cop.discussions.reading_queries import Reading
from cop.discussions.rules import KIND_WORDS, PAGE, PRINTED, Kind, demand_open, numbers_on, page_of
from cop.discussions.tree import Away, gathered, tree
from cop.discussions.tree_look import Look, Told
from cop.kernel import refs, ties, words
from cop.kernel.db import db
from cop.kernel.errors import Missing, Refused
from cop.kernel.forms import new_key, sentence_of
from cop.kernel.http import asset
from cop.kernel.refs import ref
from cop.kernel.web import actor, after_sent, page
from cop.members.models import Member
from cop.spaces import speech


def at(reading: Reading, seq: int) -> str:
    return f"{queries.address(reading)}?page={page_of(seq)}#post-{seq}"


def show(reading: Reading, form: AnswerForm) -> str:
    number = _page_number(reading)
    viewer, rows = actor(), _rows(reading, number)
    closed = _closed(reading)
    answers = not closed and permits.may_answer(viewer, reading)
    if answers:
        form.fit(viewer)
    look = _look(reading, answers)
    _note_seen(reading, min(numbers_on(number)[1], reading.posts))
    return page(
        "discussions/thread.html",
        thread=reading,
        kind=gettext(KIND_WORDS[Kind(reading.kind)][0]),
        rule=speech.told(reading.speech, viewer),
        tree=_tree(rows, look),
        new=_new(rows, look),
        summaries=_summaries(reading, number, look),
        summarises=permits.may_summarise(viewer, reading) and not reading.archived_at,
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


def _tree(rows: Sequence[Any], look: Look) -> Markup:
    return tree(rows, look, _told(rows, actor()))


def on_paper(reading: Reading) -> str:
    """All posts, so many at once as a printer takes; nothing to press."""
    number = _page_number(reading, PRINTED)
    look = replace(_look(reading, False), viewer_id=None, flag="", seen=None, moderates=False, chooses=False)
    return page(
        "discussions/print.html",
        thread=reading,
        kind=gettext(KIND_WORDS[Kind(reading.kind)][0]),
        rule=speech.told(reading.speech, actor()),
        tree=_tree(_rows(reading, number, PRINTED), look),
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


def _rows(reading: Reading, number: int, size: int = PAGE) -> Sequence[Any]:
    """The posts of a page, and in the place of those that went elsewhere, where they are."""
    rows, (first, last) = page_queries.posts(reading.id, number, actor(), size), numbers_on(number, size)
    if len(rows) == min(last, reading.posts) - first + 1:
        return rows
    away = gathered(page_queries.away(reading.id, number, actor(), size))
    return sorted([*rows, *away], key=lambda row: row.seq)


def _told(rows: Sequence[Any], viewer: Any) -> Told:
    """One query for each kind of thing that is linked, and one for files; none where there is nothing of it."""
    posts = [row for row in rows if row.__class__ is not Away]
    of_post = files_of(ref("post", row.id) for row in posts if row.file_count)
    return Told(
        ties.shown((row.html for row in posts), viewer),
        lambda row: listed(of_post.get(ref("post", row.id), [])) if row.file_count else "",
    )


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


def _look(reading: Reading, answers: bool) -> Look:
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


def _quoted(reading: Reading, form: AnswerForm) -> Any:
    """The post that the form answers, when it answers one."""
    if not form.is_submitted():
        form.parent.data = request.args.get("reply", form.parent.data or "")
    return page_queries.quoted(reading.id, form.answered) if form.answered else None


def _note_seen(reading: Reading, seq: int) -> None:
    """Raises the reader's mark once the page has left."""
    viewer = actor()
    if viewer.is_member and seq > reading.mark:
        member_id = viewer.id

        def note() -> None:
            thread, member = db.session.get_one(Thread, reading.id), db.session.get_one(Member, member_id)
            reading_actions.mark_seen(thread, seq, actor=member)

        after_sent(note)
