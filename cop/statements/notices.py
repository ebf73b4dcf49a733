"""Who hears of what happens to a statement, and in which words."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Member
from cop.spaces import queries as spaces
from cop.statements import queries
from cop.statements.models import Comment, Statement
from cop.statements.rules import DISPOSITIONS, Disposition, State


def _statement(subject: str) -> Statement:
    return db.session.get_one(Statement, split(subject)[1])


def to_space(kind: str):  # type: ignore[no-untyped-def]
    """A letter to everyone in the statement's space but who did it."""

    def tell(entry: Entry) -> Iterable[Letter]:
        statement = _statement(entry.subject)
        for member in spaces.people(statement.space):
            if member.ref != entry.actor:
                yield Letter(kind, member.id, {"statement": statement.id}, entry.id)

    return tell


def to_commenter(entry: Entry) -> Iterable[Letter]:
    about = {"statement": split(entry.subject)[1], "number": entry.facts["number"]}
    if entry.actor != f"member:{entry.facts['to']}":
        yield Letter("comment_answered", entry.facts["to"], about, entry.id)


def _seen(member: Member, letter: Letter) -> Statement | None:
    """The statement, if the reader may (still) read it."""
    statement = db.session.get_one(Statement, letter.about["statement"])
    return statement if member.is_member and queries.resolve([statement.id], member) else None


def _link(statement: Statement) -> str:
    return url_for("statements.one", address=statement.address, _external=True)


def consultation(member: Member, letter: Letter) -> Mail | None:
    statement = _seen(member, letter)
    if statement is None or statement.stands is not State.CONSULTATION:
        return None
    subject = _("Your comments, please: %(title)s", title=statement.title)
    return write("consultation", subject, statement=statement, link=_link(statement))


def answered(member: Member, letter: Letter) -> Mail | None:
    statement = _seen(member, letter)
    if statement is None:
        return None
    comment = (
        db.session.query(Comment).filter_by(statement_id=statement.id, number=letter.about["number"]).one()
    )
    words = _(DISPOSITIONS[Disposition(comment.disposition)]) if comment.disposition else ""
    subject = _("Your comment has an answer: %(title)s", title=statement.title)
    link = f"{_link(statement)}#comment-{comment.number}"
    return write("comment_answered", subject, statement=statement, comment=comment, words=words, link=link)


def published(member: Member, letter: Letter) -> Mail | None:
    statement = _seen(member, letter)
    if statement is None or not statement.is_public:
        return None
    subject = _("Published: %(number)s %(title)s", number=statement.number, title=statement.title)
    return write("published", subject, statement=statement, link=_link(statement))
