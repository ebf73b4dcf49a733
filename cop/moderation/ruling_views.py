"""What moderators decided about a post, for whoever wrote it, and the appeal against it."""

from __future__ import annotations

from typing import Any

from flask import url_for

from cop.kernel import clock
from cop.kernel.errors import Refused
from cop.kernel.web import Pages, actor, page, submit, to
from cop.moderation import actions, permits, queries, rules, subjects
from cop.moderation.forms import TOLD, AppealForm
from cop.moderation.models import Case

pages = Pages("rulings", "/moderation/rulings")


@pages.get("/<int:id>", permits.may_read_ruling, queries.own)
def ruling(case: Case) -> Any:
    subject = subjects.find(actor(), case.subject)
    return page("moderation/ruling.html", case=case, subject=subject, told=TOLD, appealable=_appealable(case))


def _appealable(case: Case) -> bool:
    try:
        rules.demand_appealable(case.state, case.ruling, case.decided_at, clock.now())
    except Refused:
        return False
    return True


@pages.post("/<int:id>/read", permits.may_read_ruling, queries.own)
def read(case: Case) -> Any:
    actions.note_read(case, actor=actor())
    return to("rulings.ruling", id=case.id)


@pages.form("/<int:id>/appeal", permits.may_appeal, queries.own)
def appeal(case: Case) -> Any:
    form, here = AppealForm(), url_for("rulings.ruling", id=case.id)
    return submit(
        form, lambda: actions.appeal(case, form.words.data, actor=actor()), lambda _none: here
    ) or page("moderation/appeal.html", form=form, case=case, here=here, days=rules.APPEAL_WITHIN.days)
