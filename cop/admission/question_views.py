"""A question to an applicant, opened from a letter: no account is needed to answer it."""

from __future__ import annotations

from typing import Any

from flask import url_for

from cop.admission import actions, queries
from cop.admission.forms import AnswerForm
from cop.kernel import clock, limits
from cop.kernel.errors import IllegalMove
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit
from cop.members.rules import DEAD_LINK

pages = Pages("questions", "/join/question")


@pages.form("/<raw>", public)
def question(raw: str) -> Any:
    """Shows the question; only a post answers it, and that once."""
    keep_nowhere()
    asked = queries.question_by_link(raw, clock.now())
    if asked is None:
        raise IllegalMove(DEAD_LINK)
    form = AnswerForm()

    def act() -> None:
        limits.spend("20 per hour", "answer", asked.ref)
        actions.answer(raw, form.answer.data, actor=actor())

    return submit(form, act, lambda _none: url_for("questions.answered")) or page(
        "admission/question.html", form=form, question=asked, raw=raw
    )


@pages.get("/answered", public)
def answered() -> Any:
    return page("admission/answered.html")
