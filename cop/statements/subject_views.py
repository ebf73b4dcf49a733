"""The page on which editors say what a statement is about."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from cop.kernel.forms import Form, Prose
from cop.kernel.web import actor, page, submit
from cop.members import interest_queries
from cop.members.interest_rules import About
from cop.statements import permits, reading, shown, subject_actions, subjects
from cop.statements.models import Statement
from cop.statements.rules import DECIDED, State
from cop.statements.views import pages


class Subjects(Form):
    topic = Prose(
        _l("Topics"), hint=_l("One on a line, named as members declare their interests."), most=5_000
    )
    company = Prose(_l("Companies and organisations"), hint=_l("One on a line."), most=5_000)
    product = Prose(_l("Products"), hint=_l("One on a line."), most=5_000)


@pages.form("/<address>/about", permits.may_edit, reading.in_work)
def about(statement: Statement) -> Any:
    named = subjects.by_about(subjects.of(statement))
    form = Subjects(data={str(about): "\n".join(names) for about, names in named.items()})

    def act() -> None:
        typed = {about: form[str(about)].data.splitlines() for about in About}
        subject_actions.name_subjects(statement, typed, actor=actor())

    return submit(form, act, lambda _none: shown.address(statement)) or page(
        "statements/about.html",
        statement=statement,
        form=form,
        declared=interest_queries.names(),
        fixed=statement.stands in {State.BALLOTING, *DECIDED},
    )
