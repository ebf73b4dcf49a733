"""Who hears of a new answer, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from cop.delivery.letters import Letter, Mail, write
from cop.delivery.level_forms import state
from cop.delivery.level_queries import chosen, watchers
from cop.delivery.level_rules import Level
from cop.discussions import queries
from cop.discussions.models import Post, Thread, ThreadMark
from cop.kernel import limits, text, ties
from cop.kernel.db import db
from cop.kernel.errors import TooMany
from cop.kernel.ledger import Entry
from cop.kernel.refs import ref, split
from cop.members.models import Member
from cop.profiles import voices
from cop.spaces import speech
from cop.spaces.models import Space
from cop.spaces.speech_rules import names_people
from cop.writing.mentions import named_in

MOST_A_DAY = "20 per day"


def answer_posted(entry: Entry) -> Iterable[Letter]:
    """Whom it names or answers, and who watches the thread, unless muted; not who wrote it; twenty a day each at most."""
    post = db.session.get_one(Post, split(entry.subject)[1])
    named, answered = _named(post, entry), _answered(post)
    return [
        Letter(
            "answer",
            to,
            {"post": post.id, "to_you": int(to in answered), "named": int(to in named)},
            entry.id,
        )
        for to in sorted((watchers(post.thread.ref, _around(post)) | answered | named) - {post.author_id})
        if _spend(to)
    ]


def thread_started(entry: Entry) -> Iterable[Letter]:
    """Whom its first post names."""
    first = select(Post).where(Post.thread_id == split(entry.subject)[1], Post.seq == 1)
    return _to_named(db.session.scalars(first).one(), entry)


def post_edited(entry: Entry) -> Iterable[Letter]:
    """Whom the edit names and the text before did not."""
    return _to_named(db.session.get_one(Post, split(entry.subject)[1]), entry)


def _to_named(post: Post, entry: Entry) -> Iterable[Letter]:
    about = {"post": post.id, "named": 1, "edited": int(entry.verb == "post_edited")}
    return [Letter("answer", to, about, entry.id) for to in sorted(_named(post, entry)) if _spend(to)]


def _named(post: Post, entry: Entry) -> set[int]:
    """Whom the post names since this entry, where their level is Normal or more."""
    named = named_in(post.ref, entry.at) - {post.author_id}
    return {one for one in named if _level(one, post) is not Level.MUTED}


def _around(post: Post) -> str:
    return ref("space", post.thread.space_id)


def _answered(post: Post) -> set[int]:
    """The author of the post that this one answers, where their level is Normal or more."""
    parent = select(Post.author_id).where(
        Post.thread_id == post.thread_id, Post.seq == (post.parent_seq or 1)
    )
    author = db.session.scalars(parent).one()
    return {author} if _level(author, post) is not Level.MUTED else set()


def _level(member_id: int, post: Post) -> Level:
    return chosen(member_id, post.thread.ref, _around(post)).level


def _spend(member_id: int) -> bool:
    try:
        limits.spend(MOST_A_DAY, "answer", str(member_id))
    except TooMany:
        return False
    return True


def answer(member: Member, letter: Letter) -> Mail | None:
    """None when the reader has seen it meanwhile, may not read it any more, or it was removed."""
    post = queries.post(member, letter.about["post"])
    if post is None or post.removed_at is not None or not member.is_member:
        return None
    if _seen(member, post) and not letter.about.get("edited"):
        return None
    thread, author = post.thread, db.session.get_one(Member, post.author_id).name
    here = url_for("posts.post", id=post.id, _external=True)
    mail = write(
        "answer",
        _subject(letter, thread),
        author=speech.speaker_of(thread.speech, post, author),
        thread=thread,
        post=post,
        words=text.lines(ties.shown([post.html], member)(post.html)),
        view=voices.label_of(post) if names_people(thread.speech) else "",
        link=here,
        named=letter.about.get("named"),
        to_you=letter.about.get("to_you"),
        why=state(chosen(member.id, thread.ref, _around(post))),
        change=_choice(thread),
    )
    space, edited = db.session.get_one(Space, thread.space_id), letter.about.get("edited")
    return replace(
        mail,
        shows="" if edited else post.ref,
        follows=(*_above(post), post.ref) if edited else _above(post),
        answers=post.ref,
        stops=thread.ref,
        place=(space.slug, space.title),
    )


def _above(post: Post) -> tuple[str, ...]:
    """What it stands under, in everybody's mailbox: the thread, and the post it answers."""
    asked = (Post.thread_id == post.thread_id) & (Post.seq == post.parent_seq)
    parent = db.session.scalar(select(Post.id).where(asked)) if post.parent_seq else None
    return (post.thread.ref, *([ref("post", parent)] if parent else []))


def _subject(letter: Letter, thread: Thread) -> str:
    if letter.about.get("named"):
        return gettext("You are named in “%(title)s”", title=thread.title)
    return gettext("Answer in “%(title)s”", title=thread.title)


def _seen(member: Any, post: Post) -> bool:
    mark = db.session.get(ThreadMark, (member.id, post.thread_id))
    return mark is not None and mark.seq >= post.seq


def _choice(thread: Thread) -> str:
    """Where the reader changes which letters come from the thread."""
    space = db.session.get_one(Space, thread.space_id)
    here = url_for("discussions.thread", space=space.slug, id=thread.id, slug=thread.slug, _external=True)
    return f"{here}#letters"


NOTICES = {"answer_posted": answer_posted, "thread_started": thread_started, "post_edited": post_edited}
