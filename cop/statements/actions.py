"""Writing a statement: drafting, revising, consulting, commenting, answering."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.ballots import queries as ballots
from cop.ballots.open_actions import overtake
from cop.kernel import text
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Missing, Stale
from cop.kernel.ledger import record
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from cop.spaces.models import Space
from cop.spaces.visibility import may_enter
from cop.statements import permits, queries, writing
from cop.statements.models import Comment, Editor, Statement
from cop.statements.rules import COMMENTED, REVISED, Disposition, Move, State, closing_time


@action(permits.may_draft)
def draft(
    space: Space, title: str, source: str, language: str = "en", *, actor: Member, now: datetime
) -> Statement:
    """A new statement with its first revision; the actor is its lead editor."""
    if not may_enter(actor, space.id):
        raise Missing()
    statement = Statement(slug=writing.free_slug(title), title=title, space_id=space.id, language=language)
    statement.created_at = statement.moved_at = now
    statement.revisions_count = statement.last_clause_key = statement.comments_count = statement.waiting = 0
    statement.version = 1
    statement.editors = [Editor(member_id=actor.id, lead=True)]
    db.session.add(statement)
    db.session.flush()
    writing.append(statement, title, source, "", actor, now)
    record("statement_drafted", statement.ref, actor=actor, now=now)
    return statement


@action(permits.may_edit, lock="statement")
def revise(
    statement: Statement, title: str, source: str, summary: str, version: int, *, actor: Member, now: datetime
) -> Statement:
    """Saves the next revision; in an open ballot this ends the ballot as overtaken.

    Raises Stale, with the text as it stands, when someone saved after the page of ``version`` was opened.
    """
    if version != statement.version:
        raise Stale(
            N_(
                "Someone saved a newer revision while you wrote. Both texts are below: bring them together and save."
            ),
            theirs=queries.current(statement).source,
            version=statement.version,
        )
    if statement.stands not in REVISED:
        raise IllegalMove(N_("The text cannot be changed now. It can be while it is drafted or revised."))
    if not summary.strip() and statement.revisions_count:
        raise Invalid(N_("Say in a line what you changed, for those who read the history."), field="summary")
    made = writing.append(statement, title, source, summary, actor, now)
    record("statement_revised", statement.ref, actor=actor, now=now, revision=made.number)
    if statement.stands is State.BALLOTING and (ballot := ballots.latest(statement.ref)):
        overtake(ballot, made.source, actor=actor, now=now)
    return statement


@action(permits.may_name_editors, lock="statement")
def add_editor(statement: Statement, member: Member, *, actor: Member, now: datetime) -> None:
    """Names a co-editor, who must be able to read the statement's space."""
    if not may_enter(member, statement.space_id):
        raise Invalid(
            N_("That member cannot read this space. Its facilitator can let them in."), field="person"
        )
    if not permits.is_editor(statement.id, member):
        db.session.add(Editor(statement_id=statement.id, member_id=member.id, lead=False))
    record("editor_added", statement.ref, actor=actor, now=now, member=member.id)


@action(permits.may_name_editors, lock="statement")
def remove_editor(statement: Statement, member_id: int, *, actor: Member, now: datetime) -> None:
    """Takes a co-editor's part away; the lead stays."""
    gone = next((e for e in statement.editors if e.member_id == member_id and not e.lead), None)
    if gone is None:
        raise Missing(N_("That member is not a co-editor of this statement."))
    db.session.delete(gone)
    record("editor_removed", statement.ref, actor=actor, now=now, member=member_id)


@action(permits.may_consult, lock="statement")
def open_consultation(
    statement: Statement, closes_at: datetime, scope_note: str, *, actor: Member, now: datetime
) -> None:
    """Asks the space for comments until ``closes_at`` (UTC); ``scope_note`` says on what."""
    if not scope_note.strip():
        raise Invalid(N_("Say what you want comments on, and what is settled."), field="scope_note")
    statement.consultation_closes_at = closing_time(closes_at, now)
    statement.consultation_opened_at, statement.scope_note = now, scope_note
    writing.move(statement, Move.CONSULT, now)
    record("consultation_opened", statement.ref, actor=actor, now=now, closes_at=int(closes_at.timestamp()))


@action(permits.may_end_consultation, lock="statement")
def close_consultation(statement: Statement, reason: str = "", *, actor: Any, now: datetime) -> None:
    """Ends a consultation: by the clock when it is due, earlier by an officer with a reason."""
    is_due = statement.consultation_closes_at is not None and statement.consultation_closes_at <= now
    if statement.stands is not State.CONSULTATION or (actor is SYSTEM and not is_due):
        return
    if not is_due and not reason.strip():
        raise Invalid(
            N_("It is not over yet. Write why it ends early; members will read it."), field="reason"
        )
    statement.reason = reason
    if not is_due:
        statement.consultation_closes_at = now
    writing.move(statement, Move.END_CONSULTATION, now)
    record("consultation_closed", statement.ref, actor=actor, now=now, early=int(not is_due))


@action(permits.may_comment, lock="statement")
def comment(
    statement: Statement,
    clause_key: int | None,
    words: str,
    proposal: str = "",
    *,
    actor: Member,
    now: datetime,
) -> Comment:
    """A remark on a clause of the current text, or on the whole (None); with ``proposal`` an amendment."""
    if statement.stands not in COMMENTED:
        raise IllegalMove(
            N_("Comments are taken during a consultation and a ballot. Its editors open the next one.")
        )
    clause = None
    revision = queries.current(statement)
    if clause_key is not None:
        clause = next((c for c in revision.clauses if c.key == clause_key and c.number), None)
        if clause is None:
            raise Invalid(
                N_("The text has no such clause any more. Choose one of its clauses."), field="clause"
            )
    if proposal and clause is None:
        raise Invalid(N_("A proposed text replaces one clause. Choose which."), field="clause")
    made = writing.put_comment(statement, actor, words, now, revision_id=revision.id, proposal=proposal)
    if clause:
        made.clause_key, made.clause_number = clause.key, clause.number
    record("comment_made", statement.ref, actor=actor, now=now, number=made.number)
    return made


@action(permits.may_withdraw_comment, lock="remark")
def withdraw_comment(remark: Comment, *, actor: Member, now: datetime) -> None:
    """Its author takes a comment back; it stays readable, marked so."""
    if not remark.is_waiting:
        raise IllegalMove(N_("This comment has been answered or withdrawn already."))
    lock_row(remark.statement)
    remark.withdrawn_at = now
    remark.statement.waiting -= 1
    record("comment_withdrawn", remark.statement.ref, actor=actor, now=now, number=remark.number)


@action(permits.may_dispose, lock="remark")
def dispose(remark: Comment, disposition: Disposition, reason: str, *, actor: Member, now: datetime) -> None:
    """The editors' reasoned answer; until the text is put to a ballot it can be given anew."""
    if remark.withdrawn_at is not None:
        raise IllegalMove(N_("Its author has withdrawn this comment, so it needs no answer."))
    if not reason.strip():
        raise Invalid(N_("Give the reason: its author and every reader will want it."), field="reason")
    lock_row(remark.statement)
    if remark.statement.stands not in (State.CONSULTATION, State.REVISING):
        raise IllegalMove(N_("Comments are answered while the text is in consultation or being revised."))
    remark.statement.waiting -= int(remark.is_waiting)
    remark.disposition, remark.reason = str(disposition), text.normal(reason)
    remark.disposed_by, remark.disposed_at = actor.id, now
    record(
        "comment_disposed",
        remark.statement.ref,
        actor=actor,
        now=now,
        number=remark.number,
        to=remark.author_id,
    )


@action(permits.may_take_up, lock="statement")
def take_up(statement: Statement, *, actor: Member, now: datetime) -> None:
    """The editors go back to a text that was not adopted."""
    writing.move(statement, Move.TAKE_UP, now)
    record("statement_taken_up", statement.ref, actor=actor, now=now)
