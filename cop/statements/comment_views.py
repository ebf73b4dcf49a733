"""Commenting on a text, and answering comments."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from cop.kernel.web import actor, page, submit
from cop.statements import actions, forms, permits, queries, shown
from cop.statements.models import Comment, Statement
from cop.statements.rules import DISPOSITIONS, Disposition
from cop.statements.views import in_work, pages


@pages.form("/<address>/comment", permits.may_comment, in_work)
def comment(statement: Statement) -> Any:
    clauses = [clause for clause in queries.current(statement).clauses if not clause.is_heading]
    form = forms.Remark(clause=shown.asked_clause(clauses))
    form.clause.choices = [
        ("", gettext("The whole text")),
        *((str(clause.key), gettext("Clause %(number)s", number=clause.number)) for clause in clauses),
    ]

    def act() -> Comment:
        key = int(form.clause.data) if form.clause.data else None
        return actions.comment(statement, key, form.words.data, form.proposal.data, actor=actor())

    done = submit(form, act, lambda made: f"{shown.address(statement)}#comment-{made.number}")
    return done or page("statements/comment.html", statement=statement, form=form, clauses=clauses)


@pages.form("/<address>/comments/<int:number>/answer", permits.may_dispose, queries.comment)
def answer(remark: Comment) -> Any:
    form = forms.Dispose(disposition=remark.disposition, reason=remark.reason)

    def act() -> None:
        actions.dispose(remark, Disposition(form.disposition.data), form.reason.data, actor=actor())

    done = submit(form, act, lambda _: f"{shown.address(remark.statement)}#comment-{remark.number}")
    return done or page("statements/answer.html", remark=remark, statement=remark.statement, form=form)


@pages.post("/<address>/comments/<int:number>/withdraw", permits.may_withdraw_comment, queries.comment)
def withdraw_comment(remark: Comment) -> Any:
    actions.withdraw_comment(remark, actor=actor())
    return shown.back_to(remark.statement)


@pages.get("/<address>/dispositions", permits.may_read_work, in_work)
def dispositions(statement: Statement) -> str:
    names = {str(key): words for key, words in DISPOSITIONS.items()}
    return page(
        "statements/dispositions.html", statement=statement, comments=queries.comments(statement), names=names
    )
