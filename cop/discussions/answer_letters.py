"""The letter about answers in a thread: one, or several that came within minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext, ngettext
from sqlalchemy import select

from cop.delivery.letters import Letter, Mail, write
from cop.delivery.level_forms import state
from cop.delivery.level_queries import chosen
from cop.discussions import queries
from cop.discussions.models import Post, Thread, ThreadMark
from cop.discussions.notices import ANSWERED, NAMED, WATCHED
from cop.kernel import text, ties
from cop.kernel.db import db
from cop.kernel.refs import ref
from cop.members.models import Member
from cop.profiles import voices
from cop.spaces import speech
from cop.spaces.models import Space
from cop.spaces.speech_rules import names_people

MOST_SHOWN = 10


def answer(member: Member, letter: Letter) -> Mail | None:
    """What the reader has not seen meanwhile, may still read and was not removed; None where nothing is left."""
    told = [(about, queries.post(member, about["post"])) for about in letter.about.get("all", [letter.about])]
    news = [
        (about, post) for about, post in told if post and member.is_member and _is_news(member, about, post)
    ]
    if not news:
        return None
    about, post = max(news, key=lambda one: (_urgent(one[0]), one[1].seq))
    first = next((one, about) for about, one in told if one)
    thread, space = post.thread, db.session.get_one(Space, post.thread.space_id)
    mail = write(
        "answer",
        _subject([about for about, _post in news], thread),
        thread=thread,
        said=[_said(member, *one) for one in news[:MOST_SHOWN]],
        more=len(news) - MOST_SHOWN,
        named=about.get("named"),
        to_you=about.get("to_you"),
        link=url_for("posts.post", id=post.id, _external=True),
        why=state(chosen(member.id, thread.ref, ref("space", thread.space_id))),
        change=_choice(thread),
        by_mail=bool(current_app.extensions["cop"].config.mail_replies),
    )
    return replace(
        mail, **_place(*first), answers=post.ref, stops=thread.ref, place=(space.slug, space.title)
    )


def _is_news(member: Member, about: Mapping[str, Any], post: Post) -> bool:
    return post.removed_at is None and bool(about.get("edited") or not _seen(member, post))


def _urgent(about: Mapping[str, Any]) -> int:
    return NAMED if about.get("named") else ANSWERED if about.get("to_you") else WATCHED


def _said(member: Member, about: Mapping[str, Any], post: Post) -> dict[str, Any]:
    """One post in a letter: who said it, as the thread's rule of speech lets it be told, and the words."""
    author = db.session.get_one(Member, post.author_id).name
    return {
        "author": speech.speaker_of(post.thread.speech, post, author),
        "view": voices.label_of(post) if names_people(post.thread.speech) else "",
        "ai_help": post.ai_help,
        "named": about.get("named"),
        "words": text.lines(ties.shown([post.html], member)(post.html)),
        "link": url_for("posts.post", id=post.id, _external=True),
    }


def _place(post: Post, about: Mapping[str, Any]) -> dict[str, Any]:
    """Where it stands in everybody's mailbox: by the oldest post that it was to tell of, so that it stays the same."""
    if about.get("edited"):
        return {"shows": "", "follows": (*_above(post), post.ref)}
    return {"shows": post.ref, "follows": _above(post)}


def _above(post: Post) -> tuple[str, ...]:
    """What it stands under, in everybody's mailbox: the thread, and the post it answers."""
    asked = (Post.thread_id == post.thread_id) & (Post.seq == post.parent_seq)
    parent = db.session.scalar(select(Post.id).where(asked)) if post.parent_seq else None
    return (post.thread.ref, *([ref("post", parent)] if parent else []))


def _subject(told: Sequence[Mapping[str, Any]], thread: Thread) -> str:
    if any(about.get("named") for about in told):
        return gettext("You are named in “%(title)s”", title=thread.title)
    if len(told) > 1:
        return ngettext(
            "%(num)d answer in “%(title)s”", "%(num)d answers in “%(title)s”", len(told), title=thread.title
        )
    return gettext("Answer in “%(title)s”", title=thread.title)


def _seen(member: Any, post: Post) -> bool:
    mark = db.session.get(ThreadMark, (member.id, post.thread_id))
    return mark is not None and mark.seq >= post.seq


def _choice(thread: Thread) -> str:
    """Where the reader changes which letters come from the thread."""
    space = db.session.get_one(Space, thread.space_id)
    here = url_for("discussions.thread", space=space.slug, id=thread.id, slug=thread.slug, _external=True)
    return f"{here}#letters"
