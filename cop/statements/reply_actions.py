"""Talking about a comment under it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Missing
from cop.kernel.ledger import record
from cop.members.models import Member
from cop.profiles import voices
from cop.statements import permits, rules
from cop.statements.remarks import Comment
from cop.statements.replies import Reply
from cop.writing.composing import compose, note_links


@action(permits.may_reply, lock="remark")
def reply(
    remark: Comment,
    words: str,
    to: int | None = None,
    language: str = "",
    view: int = 0,
    *,
    actor: Member,
    now: datetime,
) -> Reply:
    """A reply to the comment, or to its reply of number ``to``. ``view``: whose it is (``profiles.voices.spoken``).

    Raises IllegalMove where the text is decided or the comment withdrawn, Missing for what cannot be replied to.
    """
    _demand_open(remark)
    if to is not None and not _stands(remark, to):
        raise Missing(N_("The reply you answer was withdrawn or never was. Reply to the comment itself."))
    written = compose(words, actor, remark.statement.space_id)
    if not written.source:
        raise Invalid(N_("The reply is empty. Write what you think."), field="words")
    remark.replies += 1
    made = Reply(comment_id=remark.id, seq=remark.replies, parent_seq=to, author_id=actor.id, at=now)
    made.text, made.html, made.language = written.source, written.html, language or actor.language
    made.group_key, made.country, made.organisation = actor.group_key, actor.country, actor.organisation.name
    made.personal, made.mandate_id = voices.spoken(actor, view, now)
    db.session.add(made)
    db.session.flush()
    note_links(made.ref, written.refs, now)
    record("comment_replied", made.ref, actor=actor, now=now, seq=made.seq)
    return made


def _demand_open(remark: Comment) -> None:
    if remark.withdrawn_at is not None:
        raise IllegalMove(N_("Its author has withdrawn this comment, so nobody replies to it any more."))
    if remark.statement.stands not in rules.WEIGHED:
        raise IllegalMove(N_("The text is decided, and what was said of it and answered stays as it is."))


def _stands(remark: Comment, seq: int) -> bool:
    standing = (Reply.comment_id == remark.id) & (Reply.seq == seq) & Reply.withdrawn_at.is_(None)
    return db.session.scalar(select(Reply.id).where(standing)) is not None


@action(permits.may_withdraw_reply, lock="reply")
def withdraw_reply(reply: Reply, *, actor: Member, now: datetime) -> None:
    """Its author takes a reply back; a stub stays where others replied to it."""
    if reply.withdrawn_at is not None:
        raise IllegalMove(N_("This reply is withdrawn already."))
    if reply.statement.stands not in rules.WEIGHED:
        raise IllegalMove(N_("The text is decided, and what was said of it and answered stays as it is."))
    reply.withdrawn_at = now
    note_links(reply.ref, (), now)
    record("reply_withdrawn", reply.ref, actor=actor, now=now, seq=reply.seq)
