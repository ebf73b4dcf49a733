"""Who may do what to a statement. An administrator has no say in texts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, MEMBER, OFFICER, permit, public, relation
from cop.spaces.visibility import may_enter
from cop.statements.models import Comment, Editor


def is_editor(statement_id: int, member: Any) -> bool:
    if not member.is_member:
        return False
    own = select(Editor.id).where(Editor.statement_id == statement_id, Editor.member_id == member.id)
    return db.session.scalar(own) is not None


def _statement_id(subject: Any) -> int:
    return subject.statement_id if isinstance(subject, Comment) else subject.id


EDITOR = relation("editor", N_("the editors of the statement"), lambda a, s: is_editor(_statement_id(s), a))
LEAD = relation(
    "lead",
    N_("its lead editor"),
    lambda actor, statement: any(e.lead and e.member_id == actor.id for e in statement.editors),
)
READER = relation("reader", N_("members of its space"), lambda actor, s: may_enter(actor, s.space_id))
AUTHOR = relation("comment_author", N_("who wrote the comment"), lambda actor, c: c.author_id == actor.id)

may_list = may_read = public
may_read_work = permit(READER)
may_draft = permit(MEMBER)
may_edit = permit(EDITOR)
may_name_editors = permit(LEAD, OFFICER)
may_consult = permit(EDITOR)
may_end_consultation = permit(OFFICER, CLOCK)
may_comment = permit(READER)
may_withdraw_comment = permit(AUTHOR)
may_dispose = permit(EDITOR)
may_open_ballot = permit(OFFICER)
may_take_up = permit(EDITOR)
may_shelve = permit(OFFICER)
may_publish = permit(OFFICER)
may_unadopt = permit(OFFICER)
may_retire = permit(OFFICER)
