"""Writing a statement: drafting, revising, consulting, commenting, answering."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.ballots.open_actions import overtake
from cop.kernel import text
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Missing, Stale
from cop.kernel.ledger import record
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from cop.profiles import voices
from cop.spaces.models import Space
from cop.spaces.visibility import may_enter
from cop.statements import commenting, permits, queries, rules, writing
from cop.statements.holding import hold
from cop.statements.models import Consultation, Editor, Statement
from cop.statements.remarks import Answer, Comment
from cop.statements.rules import Disposition, Move, State
from cop.writing.composing import compose, note_links


@action(permits.may_draft, lock="space")
def draft(
    space: Space, title: str, source: str, language: str = "en", *, actor: Member, now: datetime
) -> Statement:
    """A new statement with its first revision; the actor is its lead editor. Raises Missing, IllegalMove, Invalid."""
    if not may_enter(actor, space.id):
        raise Missing()
    if space.archived_at is not None:
        raise IllegalMove(
            N_("This space is archived, so nothing is written in it. The secretariat can open it.")
        )
    statement = Statement(slug=writing.free_slug(title), title=title, space_id=space.id, language=language)
    statement.created_at = statement.moved_at = now
    statement.revisions_count = statement.last_clause_key = 0
    statement.version = 1
    statement.editors = [Editor(member_id=actor.id, lead=True)]
    db.session.add(statement)
    db.session.flush()
    writing.append(statement, title, source, language, "", actor, now)
    record("statement_drafted", statement.ref, actor=actor, now=now)
    return statement


@action(permits.may_edit)
def revise(
    statement: Statement,
    title: str,
    source: str,
    summary: str,
    version: int,
    *,
    language: str = "",
    ends_ballot: bool = False,
    actor: Member,
    now: datetime,
) -> Statement:
    """Saves the next revision; an open ballot is ended by it, as overtaken, if the editor knows (``ends_ballot``).

    Raises Stale, with the text as it stands, when someone saved or moved it after the page of ``version`` was opened.
    """
    ballot = hold(statement)
    if version != statement.version:
        raise Stale(
            N_(
                "Someone saved a newer revision while you wrote. Both texts are below: bring them together and save."
            ),
            theirs=queries.current(statement).source,
            version=statement.version,
        )
    rules.demand_revisable(statement.stands, ends_ballot=ends_ballot)
    if not summary.strip():
        raise Invalid(N_("Say in a line what you changed, for those who read the history."), field="summary")
    if ballot and statement.stands is State.BALLOTING:
        overtake(ballot, text.normal(source), actor=actor, now=now)
    made = writing.append(statement, title, source, language or statement.language, summary, actor, now)
    record("statement_revised", statement.ref, actor=actor, now=now, revision=made.number)
    return statement


@action(permits.may_consult, lock="statement")
def open_consultation(
    statement: Statement, closes_at: datetime, scope_note: str, *, actor: Member, now: datetime
) -> Consultation:
    """Asks the space for comments until ``closes_at`` (UTC); ``scope_note`` says on what."""
    rules.after(statement.stands, Move.CONSULT)
    scope = text.write(scope_note)
    if not scope.source:
        raise Invalid(N_("Say what you want comments on, and what is settled."), field="scope_note")
    until = rules.closing_time(closes_at, now)
    made = Consultation(statement_id=statement.id, n=statement.consultations + 1, scope=scope.source)
    made.revision_id, made.scope_html = queries.current(statement).id, scope.html
    made.opened_at, made.closes_at = now, until
    db.session.add(made)
    statement.consultations = made.n
    statement.consultation_opened_at, statement.consultation_closes_at = now, until
    writing.move(statement, Move.CONSULT, actor, now)
    record("consultation_opened", statement.ref, actor=actor, now=now, n=made.n)
    return made


@action(permits.may_end_consultation, lock="statement")
def close_consultation(statement: Statement, reason: str = "", *, actor: Any, now: datetime) -> None:
    """Ends a consultation: by the clock when it is due, earlier by an officer with a reason that all can read.

    The clock coming too early, or second, changes nothing. Raises IllegalMove, Invalid (reason).
    """
    running, until = queries.consultation(statement), statement.consultation_closes_at
    is_due = until is not None and until <= now
    if actor is SYSTEM and (statement.stands is not State.CONSULTATION or not is_due):
        return
    rules.after(statement.stands, Move.END_CONSULTATION)
    why = "" if is_due else rules.demand_reason(reason)
    writing.move(statement, Move.END_CONSULTATION, actor, now, why)
    if running:
        running.ended_at, running.reason = now, why
    record("consultation_closed", statement.ref, actor=actor, now=now, early=int(not is_due))


@action(permits.may_comment, lock="statement")
def comment(
    statement: Statement,
    clause_key: int | None,
    words: str,
    proposal: str = "",
    language: str = "",
    view: int = 0,
    *,
    actor: Member,
    now: datetime,
) -> Comment:
    """A remark on a clause of the current text, or on the whole (None); with ``proposal`` an amendment.

    ``view``: whose it is (``profiles.voices.spoken``). Raises IllegalMove outside consultation and ballot, Invalid
    (clause, words, proposal, voice).
    """
    commenting.demand_open(statement, now)
    revision = queries.current(statement)
    clause = commenting.clause_of(revision, clause_key)
    proposed = text.normal(proposal)
    commenting.demand_amendment(clause, proposed)
    written = compose(words, actor, statement.space_id)
    if not written.source:
        raise Invalid(N_("The comment is empty. Write what you think of the text."), field="words")
    made = commenting.next_comment(statement, revision, clause)
    made.text, made.html, made.proposal, made.at = written.source, written.html, proposed, now
    made.author_id, made.language = actor.id, language or actor.language
    made.group_key, made.country, made.organisation = actor.group_key, actor.country, actor.organisation.name
    made.personal, made.mandate_id = voices.spoken(actor, view, now)
    db.session.add(made)
    db.session.flush()
    note_links(made.ref, written.refs, now)
    record("comment_made", made.ref, actor=actor, now=now, number=made.number)
    return made


@action(permits.may_withdraw_comment, lock="remark")
def withdraw_comment(remark: Comment, *, actor: Member, now: datetime) -> None:
    """Its author takes a comment back, answered or not; a stub stays. Raises IllegalMove once the text is decided."""
    _hold(remark)
    if remark.withdrawn_at is not None:
        raise IllegalMove(N_("This comment is withdrawn already."))
    _demand_weighed(remark)
    remark.statement.waiting -= remark.is_waiting
    remark.withdrawn_at = now
    note_links(remark.ref, (), now)
    record("comment_withdrawn", remark.ref, actor=actor, now=now, number=remark.number)


@action(permits.may_dispose, lock="remark")
def dispose(
    remark: Comment, disposition: Disposition, reason: str, *, actor: Member, now: datetime
) -> Answer:
    """The editors' reasoned answer, which the author is told. Until the text is decided a later one replaces it.

    A comment that came in during the ballot is answered after it, too. Raises IllegalMove, Invalid (reason).
    """
    _hold(remark)
    if remark.withdrawn_at is not None:
        raise IllegalMove(N_("Its author has withdrawn this comment, so it needs no answer."))
    if remark.disposition:
        _demand_weighed(remark)
    given = text.normal(reason).strip()
    if not given:
        raise Invalid(N_("Give the reason: its author and every reader will want it."), field="reason")
    remark.statement.waiting -= remark.is_waiting
    remark.answers, remark.disposition = remark.answers + 1, str(disposition)
    answer = Answer(comment_id=remark.id, n=remark.answers, disposition=str(disposition), reason=given)
    answer.editor_id, answer.at = actor.id, now
    db.session.add(answer)
    record("comment_disposed", remark.ref, actor=actor, now=now, n=answer.n, disposition=answer.disposition)
    return answer


def _hold(remark: Comment) -> None:
    """A statement's counts change under its own lock; what became of the comment meanwhile is read again."""
    lock_row(remark.statement)
    db.session.refresh(remark)


def _demand_weighed(remark: Comment) -> None:
    if remark.statement.stands not in rules.WEIGHED:
        raise IllegalMove(N_("The text is decided, and what was said of it and answered stays as it is."))


@action(permits.may_take_up, lock="statement")
def take_up(statement: Statement, *, actor: Member, now: datetime) -> None:
    """The editors go back to a text that was not adopted."""
    writing.move(statement, Move.TAKE_UP, actor, now)
    record("statement_taken_up", statement.ref, actor=actor, now=now)
