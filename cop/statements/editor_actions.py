"""Who writes a statement."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Missing
from cop.kernel.ledger import record
from cop.members.models import Member
from cop.spaces.visibility import may_enter
from cop.statements import permits
from cop.statements.models import Editor, Statement


@action(permits.may_name_editors, lock="statement")
def add_editor(statement: Statement, member: Member, *, actor: Member, now: datetime) -> None:
    """Names a co-editor, who must be able to read the statement's space. Naming twice changes nothing."""
    if any(one.member_id == member.id for one in statement.editors):
        return
    if not may_enter(member, statement.space_id):
        raise Invalid(
            N_("That member cannot read this space. The secretariat can add them to it."), field="person"
        )
    statement.editors.append(Editor(member_id=member.id, lead=False))
    record("editor_added", statement.ref, actor=actor, now=now, member=member.id)


@action(permits.may_name_editors, lock="statement")
def remove_editor(statement: Statement, member_id: int, *, actor: Member, now: datetime) -> None:
    """Takes a co-editor's part away. Raises IllegalMove for the lead: somebody must answer for the text."""
    gone = _editor(statement, member_id)
    if gone.lead:
        raise IllegalMove(N_("Somebody leads a statement. Let another editor lead first."))
    db.session.delete(gone)
    record("editor_removed", statement.ref, actor=actor, now=now, member=member_id)


@action(permits.may_name_editors, lock="statement")
def pass_lead(statement: Statement, member_id: int, *, actor: Member, now: datetime) -> None:
    """Another of its editors leads from now on; who led stays an editor."""
    next_ = _editor(statement, member_id)
    for one in statement.editors:
        one.lead = False
    db.session.flush()
    next_.lead = True
    record("lead_passed", statement.ref, actor=actor, now=now, member=member_id)


def _editor(statement: Statement, member_id: int) -> Editor:
    found = next((one for one in statement.editors if one.member_id == member_id), None)
    if found is None:
        raise Missing(N_("That member is not an editor of this statement."))
    return found
