"""Reading what was replied to a comment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.refs import Resolved
from cop.members.models import Group, Mandate, Member
from cop.statements import comment_queries
from cop.statements.remarks import Comment
from cop.statements.replies import Reply

SIZE = 50


def replies(remark: Comment, cursor: str = "") -> paging.Page:
    """Replies by number, as pages show them."""
    found: Any = select(
        Reply.seq,
        Reply.parent_seq,
        Reply.author_id,
        Reply.html,
        Reply.language,
        Reply.at,
        Reply.withdrawn_at,
        Reply.organisation,
        Reply.country,
        Reply.personal,
        Mandate.authority,
        Mandate.country.label("authority_country"),
        Member.name.label("author"),
        Group.name.label("group"),
    )
    found = found.join(Member, Member.id == Reply.author_id).join(Group, Group.key == Reply.group_key)
    found = found.outerjoin(Mandate, Mandate.id == Reply.mandate_id)
    found = found.where(Reply.comment_id == remark.id)
    return paging.read(found, (Reply.seq,), cursor=cursor, size=SIZE, descending=False)


def reply(viewer: Any, address: str, number: int, seq: int) -> Reply | None:
    """A reply to comment ``number`` of the statement at that address, to members who may read its space."""
    remark = comment_queries.comment(viewer, address, number)
    if remark is None:
        return None
    one = (Reply.comment_id == remark.id) & (Reply.seq == seq)
    return db.session.scalar(select(Reply).where(one))


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    """Replies under comments that ``viewer`` may read."""
    found = select(Reply).where(Reply.id.in_(ids)).options(joinedload(Reply.comment))
    rows = list(db.session.scalars(found))
    readable = {c.id: c for c in comment_queries.readable([row.comment_id for row in rows], viewer)}
    for row in rows:
        if one := readable.get(row.comment_id):
            title = gettext("Reply to comment %(n)s on %(title)s", n=one.number, title=one.statement.title)
            here = url_for("statements.remark", address=one.statement.address, number=one.number)
            yield Resolved(row.ref, "reply", title, f"{here}#reply-{row.seq}", within=one.statement.ref)
