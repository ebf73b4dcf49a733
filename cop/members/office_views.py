"""The secretariat's pages about people: its tools, the changes asked for."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, url_for
from flask_babel import gettext as _

from cop.kernel import permissions as declared
from cop.kernel.web import Pages, actor, page, submit
from cop.members import office_actions, office_queries, permits
from cop.members.models import ChangeRequest
from cop.members.office_forms import DecisionForm

pages = Pages("secretariat", "/secretariat")


@pages.get("/", permits.may_see_tools)
def index() -> Any:
    tools = [tool for tool in current_app.extensions["cop"].tools if tool.may(actor())]
    return page("members/secretariat.html", tools=tools)


@pages.get("/permissions", permits.may_see_tools)
def permissions() -> Any:
    return page("members/permissions.html", parts=declared.parts(current_app), proven=declared.PROVEN)


@pages.get("/changes", permits.may_see_changes)
def changes() -> Any:
    return page("members/changes.html", changes=office_queries.open_changes())


@pages.form("/changes/<int:id>", permits.may_decide_changes, office_queries.open_change)
def change(asked: ChangeRequest) -> Any:
    form = DecisionForm()

    def act() -> None:
        granted = form.grant.data == "yes"
        office_actions.decide_change(asked, granted, form.answer.data, actor=actor())
        flash(_("Decided; your answer goes out by mail."))

    return submit(form, act, lambda _none: url_for("secretariat.changes")) or page(
        "members/change.html", form=form, asked=asked
    )
