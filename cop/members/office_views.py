"""The secretariat's pages about people."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel import clock
from cop.kernel.errors import IllegalMove
from cop.kernel.web import Pages, actor, page, submit, to
from cop.members import addresses, joining_actions, permits, queries
from cop.members.forms import ReasonForm
from cop.members.models import Member

pages = Pages("secretariat", "/secretariat")


@pages.get("/", permits.may_see_tools)
def index() -> Any:
    tools = [tool for tool in current_app.extensions["cop"].tools if tool.may(actor())]
    return page("members/secretariat.html", tools=tools)


@pages.get("/approvals", permits.may_approve)
def approvals() -> Any:
    number, oldest = queries.waiting_since()
    found = queries.waiting(request.args.get("at", ""))
    return page(
        "members/approvals.html",
        waiting=found,
        number=number,
        oldest=oldest,
        domain=addresses.domain,
        now=clock.now(),
    )


@pages.post("/approvals", permits.may_approve)
def approve_ticked() -> Any:
    """Approves all that were ticked; who was decided about in the meantime is left as is."""
    done = [_approve(one) for one in queries.waiting_among(request.form.getlist("member", type=int))]
    count = sum(done)
    flash(
        ngettext("%(num)d request approved.", "%(num)d requests approved.", count)
        if count
        else _("Nobody was ticked.")
    )
    return to("secretariat.approvals")


def _approve(member: Member) -> bool:
    try:
        joining_actions.approve(member, actor=actor())
    except IllegalMove:
        return False
    return True


@pages.form("/approvals/<int:id>/refuse", permits.may_approve, queries.file)
def refuse(member: Member) -> Any:
    form = ReasonForm()

    def act() -> None:
        joining_actions.refuse(member, form.reason.data, actor=actor())
        flash(_("The request is refused; the reason goes out by mail."))

    return submit(form, act, lambda _none: url_for("secretariat.approvals")) or page(
        "members/refuse.html", form=form, member=member
    )
