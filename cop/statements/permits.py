"""Who may do what to a statement. Who makes a move of its life is read from the table of ``rules``.

An administrator has no say in texts.
"""

from __future__ import annotations

from typing import Any

from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, MEMBER, OFFICER, Permit, permit, public, relation
from cop.spaces.permits import READER, enters
from cop.statements.models import Statement
from cop.statements.rules import MOVES, Move


def _statement(subject: Any) -> Statement:
    return subject if isinstance(subject, Statement) else subject.statement


def _edits(actor: Any, subject: Any, lead: bool = False) -> bool:
    """Among its editors, as long as they may read its space."""
    mine = (one for one in _statement(subject).editors if one.member_id == actor.id)
    return any(one.lead or not lead for one in mine) and enters(actor, subject)


EDITOR = relation("editor", N_("the editors of the statement"), _edits)
LEAD = relation("lead", N_("its lead editor"), lambda actor, subject: _edits(actor, subject, lead=True))
AUTHOR = relation("comment_author", N_("who wrote it"), lambda actor, c: c.author_id == actor.id)
REGULATOR = relation(
    "statement_regulator",
    N_("that country's verified regulator"),
    lambda actor, place: actor.regulates(place.country),
)
WHO = {"editor": EDITOR, "officer": OFFICER, "system": CLOCK}


def _makes(move: Move) -> Permit:
    return permit(*(WHO[who] for who in MOVES[move].who))


may_list = may_read = public
may_read_work = permit(READER)
may_draft = permit(MEMBER)
may_edit = permit(
    EDITOR,
    refusal=N_("A statement is revised by its editors. Its lead editor or the secretariat can add one."),
)
may_keep_draft = permit(
    MEMBER,
    when=lambda actor, statement: statement is None or EDITOR.holds(actor, statement),
    refusal=N_("A statement is revised by its editors. Its lead editor or the secretariat can add one."),
)
may_name_editors = permit(LEAD, OFFICER)
may_comment = permit(READER)
may_reply = permit(READER)
may_withdraw_reply = permit(AUTHOR, refusal=N_("A reply is withdrawn by who wrote it."))
may_withdraw_comment = permit(AUTHOR, refusal=N_("A comment is withdrawn by who wrote it."))
may_dispose = permit(EDITOR, refusal=N_("Comments are answered by the statement's editors."))
may_consult = _makes(Move.CONSULT)
may_end_consultation = _makes(Move.END_CONSULTATION)
may_open_ballot = _makes(Move.BALLOT)
may_take_up = _makes(Move.TAKE_UP)
may_shelve = _makes(Move.SHELVE)
may_publish = _makes(Move.PUBLISH)
may_unadopt = _makes(Move.UNADOPT)
may_retire = _makes(Move.WITHDRAW)
may_enter_annex = permit(
    REGULATOR,
    refusal=N_(
        "What became of a statement in a country is entered by its regulator. The secretariat verifies who that is."
    ),
)
