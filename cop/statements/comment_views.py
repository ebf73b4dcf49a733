"""Commenting on a text, and answering comments."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.clearance import keeping
from cop.clearance.actions import Unsaid
from cop.kernel.nesting import nested
from cop.kernel.web import actor, page, submit, to
from cop.profiles import voices
from cop.statements import (
    actions,
    comment_queries,
    forms,
    permits,
    queries,
    reading,
    reply_actions,
    reply_queries,
    saying,
    shown,
)
from cop.statements.models import Statement
from cop.statements.remarks import Comment
from cop.statements.replies import Reply
from cop.statements.rules import COMMENTED, REVISED, WEIGHED, Disposition, State
from cop.statements.views import pages
from cop.writing.titled import titled


@pages.form("/<address>/comment", permits.may_comment, reading.in_work)
def comment(statement: Statement) -> Any:
    clauses = queries.current(statement).clauses
    form = forms.Remark(clause=request.args.get("clause", ""), language=actor().language)
    form.offer(clauses)
    form.offer_writer(actor())

    def act() -> Comment:
        typed = (form.key(clauses), form.words.data, form.proposal.data or "", form.language.data)
        return actions.comment(statement, *typed, voices.chosen(form), actor=actor())

    def unsaid() -> Unsaid:
        typed = (form.words.data, form.language.data, form.key(clauses), form.proposal.data or "")
        return Unsaid(statement.ref, *typed, voices.chosen(form))

    if keeping.asked_for():
        done = keeping.by_button(form, unsaid)
    else:
        done = submit(form, act, lambda made: shown.address(statement, "remark", number=made.number))
    chosen = form.key(clauses)
    return done or page(
        "statements/comment.html",
        statement=statement,
        form=form,
        items=[
            item for item in shown.clauses(clauses) if not chosen or str(item["number"]) == form.clause.data
        ],
        consultation=queries.consultation(statement) if statement.stands is State.CONSULTATION else None,
        open=statement.stands in COMMENTED,
    )


@pages.get("/<address>/comments", permits.may_read_work, reading.in_work)
def remarks(statement: Statement) -> str:
    """All comments and answers by number, or those on one clause, or those that wait."""
    number, waiting = request.args.get("clause", type=int), bool(request.args.get("waiting"))
    clauses = queries.current(statement).clauses
    chosen = next((clause for clause in clauses if number and clause.number == number), None)
    found = comment_queries.comments(
        statement, request.args.get("cursor", ""), chosen.key if chosen else None, waiting
    )
    return page(
        "statements/comments.html",
        statement=statement,
        found=found,
        said=titled([saying.said(row, statement) for row in found.rows], actor()),
        chosen=chosen,
        waiting=waiting,
        disposes=permits.may_dispose(actor(), statement),
        open=statement.stands in COMMENTED,
    )


@pages.get("/<address>/comments/<int:number>", permits.may_read_work, reading.remark)
def remark(remark: Comment) -> str:
    return _shown(remark)


@pages.post("/<address>/comments/<int:number>", permits.may_dispose, reading.remark)
def answer(remark: Comment) -> Any:
    form = forms.Dispose()

    def act() -> None:
        actions.dispose(remark, Disposition(form.disposition.data), form.reason.data, actor=actor())

    return submit(form, act, lambda _none: _next(remark)) or _shown(remark, form=form)


def _next(remark: Comment) -> str:
    """What still waits for the editors; else the comment itself."""
    statement = remark.statement
    if statement.waiting:
        return shown.address(statement, "remarks", waiting=1)
    return shown.address(statement, "remark", number=remark.number)


def _shown(remark: Comment, form: forms.Dispose | None = None, reply_form: forms.Reply | None = None) -> str:
    viewer, statement = actor(), remark.statement
    weighed = statement.stands in WEIGHED
    answered = remark.withdrawn_at is None and (weighed or remark.is_waiting)
    form = form or forms.Dispose(formdata=None, disposition=remark.disposition)
    found = reply_queries.replies(remark, request.args.get("cursor", ""))
    return page(
        "statements/remark.html",
        statement=statement,
        remark=titled([saying.said(comment_queries.shown(remark), statement)], viewer)[0],
        earlier=[(saying.disposition(a.disposition), a) for a in comment_queries.answers(remark)[1:]],
        form=form if answered and permits.may_dispose(viewer, remark) else None,
        takes=permits.may_dispose(viewer, remark) and statement.stands in REVISED,
        found=found,
        replies=titled([saying.replied(row, depth) for row, depth in nested(found.rows)], viewer),
        reply_form=(reply_form or _reply_form(request.args.get("to", "")))
        if weighed and not remark.withdrawn_at
        else None,
        withdraws=weighed and not remark.withdrawn_at and permits.may_withdraw_comment(viewer, remark),
    )


@pages.post("/<address>/comments/<int:number>/withdraw", permits.may_withdraw_comment, reading.remark)
def withdraw_comment(remark: Comment) -> Any:
    actions.withdraw_comment(remark, actor=actor())
    return to("statements.remark", address=remark.statement.address, number=remark.number)


def _reply_form(to: str = "") -> forms.Reply:
    form = forms.Reply(to=to, language=actor().language) if to else forms.Reply(language=actor().language)
    form.offer(actor())
    return form


@pages.post("/<address>/comments/<int:number>/replies", permits.may_reply, reading.remark)
def reply(remark: Comment) -> Any:
    form = _reply_form()

    def act() -> Reply:
        typed = (form.words.data, form.to.number or None, form.language.data, voices.chosen(form))
        return reply_actions.reply(remark, *typed, actor=actor())

    def after(made: Reply) -> str:
        return f"{shown.address(remark.statement, 'remark', number=remark.number)}#reply-{made.seq}"

    return submit(form, act, after) or _shown(remark, reply_form=form)


@pages.post(
    "/<address>/comments/<int:number>/replies/<int:seq>/withdraw",
    permits.may_withdraw_reply,
    reply_queries.reply,
)
def withdraw_reply(reply: Reply) -> Any:
    reply_actions.withdraw_reply(reply, actor=actor())
    return to("statements.remark", address=reply.statement.address, number=reply.comment.number)
