"""The stewards of the groups, for the secretariat."""

from __future__ import annotations

from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from cop.admission import permits, steward_actions, steward_queries
from cop.admission.forms import StewardForm
from cop.admission.models import Steward
from cop.kernel.web import Pages, actor, page, submit, to
from cop.spaces.queries import member_called

pages = Pages("stewards", "/secretariat/stewards")


@pages.form("/", permits.may_name_stewards)
def stewards() -> Any:
    form = StewardForm()

    def act() -> None:
        named = member_called(form.person.data)
        steward_actions.name_steward(named, form.may_approve.data, actor=actor())
        flash(_("%(name)s is a steward now, and is told by mail.", name=named.name))

    return submit(form, act) or page(
        "admission/stewards.html", form=form, stewards=steward_queries.all_held()
    )


@pages.post("/<int:id>/approving", permits.may_name_stewards, steward_queries.steward)
def let_approve(steward: Steward) -> Any:
    steward_actions.let_approve(steward, request.form.get("allowed") == "yes", actor=actor())
    return to("stewards.stewards")


@pages.post("/<int:id>/end", permits.may_name_stewards, steward_queries.steward)
def end(steward: Steward) -> Any:
    steward_actions.end_steward(steward, actor=actor())
    flash(_("Ended; the member is told by mail."))
    return to("stewards.stewards")
