"""Who hears of what happens to a statement, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from cop.kernel import limits
from cop.kernel.db import db
from cop.kernel.errors import TooMany
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Member
from cop.profiles import voices
from cop.spaces import queries as spaces
from cop.statements import comment_queries, queries, saying
from cop.statements.models import Statement
from cop.statements.remarks import Comment
from cop.statements.replies import Reply
from cop.statements.rules import State

MOST_A_DAY = "20 per day"


def to_space(kind: str) -> Callable[[Entry], Iterable[Letter]]:
    """A letter to everyone in the statement's space but who did it."""

    def tell(entry: Entry) -> Iterable[Letter]:
        statement = db.session.get_one(Statement, split(entry.subject)[1])
        about = {"statement": statement.id, "n": entry.facts.get("n", 0)}
        for member in spaces.people(statement.space):
            if member.ref != entry.actor:
                yield Letter(kind, member.id, about, entry.id)

    return tell


def to_commenter(entry: Entry) -> Iterable[Letter]:
    comment = db.session.get_one(Comment, split(entry.subject)[1])
    if entry.actor != f"member:{comment.author_id}":
        about = {"comment": comment.id, "n": entry.facts["n"]}
        yield Letter("comment_answered", comment.author_id, about, entry.id)


def to_replied(entry: Entry) -> Iterable[Letter]:
    """A letter to who wrote the comment, and the reply that is answered; not to who wrote it, at most twenty a day."""
    reply = db.session.get_one(Reply, split(entry.subject)[1])
    answered = select(Reply.author_id).where(
        Reply.comment_id == reply.comment_id, Reply.seq == reply.parent_seq
    )
    people = {reply.comment.author_id, *db.session.scalars(answered)} - {reply.author_id}
    return [
        Letter("comment_reply", one, {"reply": reply.id}, entry.id) for one in sorted(people) if _spend(one)
    ]


def _spend(member_id: int) -> bool:
    try:
        limits.spend(MOST_A_DAY, "comment_reply", str(member_id))
    except TooMany:
        return False
    return True


def _seen(member: Member, letter: Letter) -> Statement | None:
    """The statement, if the reader may (still) read it."""
    statement = db.session.get_one(Statement, letter.about["statement"])
    return statement if member.is_member and queries.by_address(member, statement.slug) else None


def _link(statement: Statement) -> str:
    return url_for("statements.one", address=statement.address, _external=True)


def consultation(member: Member, letter: Letter) -> Mail | None:
    """None when that consultation is over."""
    statement = _seen(member, letter)
    if statement is None or statement.stands is not State.CONSULTATION:
        return None
    asked = queries.consultation(statement)
    if asked is None or asked.n != letter.about["n"]:
        return None
    subject = _("Your comments, please: %(title)s", title=statement.title)
    return write("consultation", subject, statement=statement, asked=asked, link=_link(statement))


def answered(member: Member, letter: Letter) -> Mail | None:
    """None when a later answer is on its way, the comment was withdrawn, or the reader may not read it any more."""
    comment = db.session.get_one(Comment, letter.about["comment"])
    statement = comment.statement
    old = comment.answers != letter.about["n"] or comment.withdrawn_at is not None
    if old or comment_queries.comment(member, statement.slug, comment.number) is None:
        return None
    subject = _("Your comment has an answer: %(title)s", title=statement.title)
    said = saying.said(comment_queries.shown(comment), statement)
    link = url_for("statements.remark", address=statement.address, number=comment.number, _external=True)
    return write("comment_answered", subject, statement=statement, comment=said, link=link)


def replied(member: Member, letter: Letter) -> Mail | None:
    """None when it was withdrawn, or the reader may not read it any more."""
    reply = db.session.get_one(Reply, letter.about["reply"])
    comment, statement = reply.comment, reply.statement
    if reply.withdrawn_at or comment_queries.comment(member, statement.slug, comment.number) is None:
        return None
    subject = _("Reply to a comment: %(title)s", title=statement.title)
    link = url_for("statements.remark", address=statement.address, number=comment.number, _external=True)
    author = db.session.get_one(Member, reply.author_id)
    more = {"comment": comment, "author": author, "link": f"{link}#reply-{reply.seq}"}
    more["view"] = voices.label_of(reply)
    return write("comment_reply", subject, statement=statement, reply=reply, **more)


def published(member: Member, letter: Letter) -> Mail | None:
    statement = _seen(member, letter)
    if statement is None or not statement.is_public:
        return None
    subject = _("Published: %(number)s %(title)s", number=statement.number, title=statement.title)
    return write("published", subject, statement=statement, link=_link(statement))
