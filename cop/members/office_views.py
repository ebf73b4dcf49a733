"""The secretariat's pages about people: its tools, the requests to join, the changes asked for."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel import permissions as declared
from cop.kernel.errors import IllegalMove
from cop.kernel.web import Pages, actor, page, submit, to
from cop.members import addresses, joining_actions, office_actions, office_queries, permits
from cop.members.models import ChangeRequest, Member
from cop.members.office_forms import DecisionForm, ReasonForm

pages = Pages("secretariat", "/secretariat")


@pages.get("/", permits.may_see_tools)
def index() -> Any:
    tools = [tool for tool in current_app.extensions["cop"].tools if tool.may(actor())]
    return page("members/secretariat.html", tools=tools)


@pages.get("/permissions", permits.may_see_tools)
def permissions() -> Any:
    return page("members/permissions.html", parts=declared.parts(current_app), proven=declared.PROVEN)


@pages.get("/approvals", permits.may_approve)
def approvals() -> Any:
    number, oldest = office_queries.waiting_since()
    found = office_queries.waiting(request.args.get("at", ""))
    return page(
        "members/approvals.html", waiting=found, number=number, oldest=oldest, domain=addresses.domain
    )


@pages.post("/approvals", permits.may_approve)
def approve_ticked() -> Any:
    """Approves all that were ticked; who was decided about in the meantime is left as is."""
    ticked = office_queries.waiting_among(request.form.getlist("member", type=int))
    count = sum([_approve(one) for one in ticked])
    flash(
        ngettext("%(num)d request approved.", "%(num)d requests approved.", count)
        if count
        else _("Nobody was approved: tick whom you mean. Who is missing was decided by another officer.")
    )
    return to("secretariat.approvals")


def _approve(member: Member) -> bool:
    try:
        joining_actions.approve(member, actor=actor())
    except IllegalMove:
        return False
    return True


@pages.form("/approvals/<int:id>/refuse", permits.may_approve, office_queries.file)
def refuse(member: Member) -> Any:
    form = ReasonForm()

    def act() -> None:
        joining_actions.refuse(member, form.reason.data, actor=actor())
        flash(_("The request is refused; the reason goes out by mail."))

    return submit(form, act, lambda _none: url_for("secretariat.approvals")) or page(
        "members/refuse.html", form=form, member=member
    )


@pages.get("/changes", permits.may_approve)
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
