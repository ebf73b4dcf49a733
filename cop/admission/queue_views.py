"""The requests to join, for those who decide about them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.admission import actions, permits, queries, showing
from cop.admission.forms import QuestionForm
from cop.kernel.errors import Refused
from cop.kernel.web import Pages, actor, page, submit
from cop.members.models import Member
from cop.members.office_forms import ReasonForm

pages = Pages("approvals", "/secretariat/approvals")


@pages.get("", permits.may_see_requests)
def queue() -> Any:
    viewer = actor()
    number, oldest = queries.waiting_since(viewer)
    found = queries.waiting(viewer, request.args.get("at", ""))
    return page(
        "admission/queue.html",
        waiting=found,
        requests=showing.requests(viewer, [member for (member,) in found.rows]),
        number=number,
        oldest=oldest,
        results=showing.results(viewer, request.args.getlist("ticked", type=int)),
        may_approve=permits.may_approve(viewer),
        may_refuse=permits.may_refuse(viewer),
    )


@pages.post("", permits.may_approve)
def approve_ticked() -> Any:
    """Approves all that were ticked, each by itself; then says of each what has become of it."""
    ticked = queries.among(actor(), request.form.getlist("member", type=int))
    count = sum([_approve(one) for one in ticked])
    flash(
        ngettext("%(num)d request approved.", "%(num)d requests approved.", count)
        if count
        else _("Nobody was approved: tick whom you mean. Who is missing was decided by another officer.")
    )
    return redirect(url_for("approvals.queue", ticked=[one.id for one in ticked]), 303)


def _approve(member: Member) -> bool:
    try:
        actions.approve(member, actor=actor())
    except Refused:
        return False
    return True


@pages.form("/<int:id>", permits.may_ask, queries.applicant)
def applicant(member: Member) -> Any:
    """Everything about one request, and a question to the person."""
    form = QuestionForm()

    def act() -> None:
        actions.ask(member, form.words.data, actor=actor())
        flash(_("The question goes out by mail. The request waits here for the answer."))

    return submit(form, act) or page(
        "admission/applicant.html",
        request=showing.requests(actor(), [member])[0],
        form=form,
        may_approve=permits.may_approve(actor(), member),
        may_refuse=permits.may_refuse(actor(), member),
    )


@pages.post("/<int:id>/approve", permits.may_approve, queries.applicant)
def approve(member: Member) -> Any:
    actions.approve(member, actor=actor())
    flash(_("%(name)s is a member now, and is told by mail.", name=member.name))
    return redirect(url_for("approvals.queue"), 303)


@pages.form("/<int:id>/refuse", permits.may_refuse, queries.applicant)
def refuse(member: Member) -> Any:
    form = ReasonForm()

    def act() -> None:
        actions.refuse(member, form.reason.data, actor=actor())
        flash(_("The request is refused; the reason goes out by mail."))

    return submit(form, act, lambda _none: url_for("approvals.queue")) or page(
        "admission/refuse.html", form=form, member=member
    )
