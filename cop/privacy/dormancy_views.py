"""The question whether one stays: answered from a letter, and listed for the secretariat."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from cop.kernel import clock
from cop.kernel.errors import IllegalMove
from cop.kernel.forms import Form
from cop.kernel.permits import public
from cop.kernel.web import actor, keep_nowhere, page, submit
from cop.members.rules import DEAD_LINK
from cop.privacy import dormancy_actions, dormancy_queries, permits
from cop.privacy.views import pages


class StillHereForm(Form):
    answer = RadioField(
        _l("What would you like?"),
        [InputRequired(_l("Choose one of the three."))],
        choices=[
            ("stay", _l("I stay")),
            ("pause", _l("I pause for three months")),
            ("leave", _l("I leave")),
        ],
    )


@pages.form("/privacy/still-here/<raw>", public)
def still_here(raw: str) -> Any:
    """Opening the link changes nothing; only a post does, once."""
    keep_nowhere()
    if dormancy_queries.of_link(raw, clock.now()) is None:
        raise IllegalMove(DEAD_LINK)
    form = StillHereForm()
    return submit(
        form,
        lambda: dormancy_actions.answer_link(raw, form.answer.data, actor=actor()),
        lambda _none: url_for("privacy.answered"),
    ) or page("privacy/still_here.html", form=form, raw=raw)


@pages.get("/privacy/answered", public)
def answered() -> Any:
    return page("privacy/answered.html")


@pages.get("/secretariat/quiet", permits.may_see_quiet)
def quiet() -> Any:
    return page("privacy/quiet.html", asked=dormancy_queries.listed(request.args.get("at", "")))
