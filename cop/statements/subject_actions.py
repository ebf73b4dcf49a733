"""Saying what a statement is about, so that interests can be matched to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from cop.kernel import text
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.members.interest_rules import About
from cop.members.models import Member
from cop.statements import permits, subjects
from cop.statements.models import Statement
from cop.statements.rules import DECIDED, State
from cop.statements.subjects import Subject

MOST = 20


@action(permits.may_edit, lock="statement")
def name_subjects(
    statement: Statement, named: Mapping[About, Sequence[str]], *, actor: Member, now: datetime
) -> None:
    """Replaces what the statement is about. Raises IllegalMove from the opening of a ballot on, Invalid (its field)."""
    if statement.stands in {State.BALLOTING, *DECIDED}:
        raise IllegalMove(
            N_(
                "A ballot was opened on what the statement was about then. It can be changed when the text is revised."
            )
        )
    wished = {about: _names(about, names) for about, names in named.items()}
    for one in subjects.of(statement):
        db.session.delete(one)
    db.session.flush()
    for about, names in wished.items():
        for key, name in names.items():
            db.session.add(Subject(statement_id=statement.id, about=str(about), name=name, key=key))
    record("statement_subjects_named", statement.ref, actor=actor, now=now)


def _names(about: About, names: Sequence[str]) -> dict[str, str]:
    """By key, each once."""
    found = {text.sort_key(name): name for name in map(text.line, names) if name}
    if len(found) > MOST or any(len(name) > 200 for name in found.values()):
        raise Invalid(
            N_("At most %(most)d names, each of at most 200 characters and on a line of its own."),
            field=str(about),
            most=MOST,
        )
    return found
