"""A person's file at the secretariat: state, roles, mandates, decisions, and what can be done about each."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.kernel import clock
from cop.kernel.web import Pages, actor, page, submit, to
from cop.members import office_actions, office_queries, permits
from cop.members.models import Mandate, Member, RoleGrant
from cop.members.office_forms import MandateForm, ReasonForm
from cop.members.rules import State

pages = Pages("files", "/secretariat/members")


@pages.get("/", permits.may_see_file)
def accounts() -> Any:
    state = request.args.get("state", "")
    found = office_queries.accounts(state, request.args.get("at", ""))
    return page("members/accounts.html", accounts=found, state=state, states=[s.value for s in State])


@pages.get("/<int:id>", permits.may_see_file, office_queries.file)
def file(member: Member) -> Any:
    return page(
        "members/file.html",
        member=member,
        now=clock.now(),
        decisions=office_queries.decisions(member),
        permits=permits,
        missing_roles=[role for role in office_actions.ROLES if role not in member.grants_held],
    )


@pages.post("/<int:id>/roles", permits.may_grant_roles, office_queries.file, fresh=True)
def grant_role(member: Member) -> Any:
    office_actions.grant_role(member, request.form.get("role", ""), actor=actor())
    flash(_("The role is granted; %(name)s is told by mail.", name=member.name))
    return to("files.file", id=member.id)


@pages.post("/<int:id>/seat", permits.may_grant_roles, office_queries.file, fresh=True)
def set_seat(member: Member) -> Any:
    office_actions.set_seat(member, request.form.get("keeps") == "yes", actor=actor())
    flash(_("Kept. Ballots that are open do not change."))
    return to("files.file", id=member.id)


@pages.post("/<int:id>/roles/<int:of>/end", permits.may_end_roles, office_queries.grant, fresh=True)
def end_role(grant: RoleGrant) -> Any:
    office_actions.end_role(grant, actor=actor())
    flash(_("The role has ended."))
    return to("files.file", id=grant.member_id)


@pages.form("/<int:id>/mandate", permits.may_verify_regulators, office_queries.file, fresh=True)
def record_mandate(member: Member) -> Any:
    form = MandateForm(country=member.country)
    return submit(
        form, lambda: _record(member, form), lambda _none: url_for("files.file", id=member.id)
    ) or page("members/mandate.html", form=form, member=member)


def _record(member: Member, form: MandateForm) -> None:
    """The last day counts whole, where the officer is."""
    until = clock.from_local(datetime.combine(form.until.data, time(23, 59, 59)), actor().zone, field="until")
    office_actions.record_mandate(
        member, form.authority.data, form.country.data, form.evidence.data, until, actor=actor()
    )
    flash(_("%(name)s is a verified regulator now, and is told by mail.", name=member.name))


@pages.post(
    "/<int:id>/mandates/<int:of>/end", permits.may_verify_regulators, office_queries.mandate, fresh=True
)
def end_mandate(mandate: Mandate) -> Any:
    office_actions.end_mandate(mandate, actor=actor())
    flash(_("The mandate has ended."))
    return to("files.file", id=mandate.member_id)


@pages.form("/<int:id>/suspend", permits.may_stop_accounts, office_queries.file)
def suspend(member: Member) -> Any:
    return _reasoned(member, office_actions.suspend, "members/suspend.html", _("The account is stopped."))


@pages.form("/<int:id>/reinstate", permits.may_stop_accounts, office_queries.file)
def reinstate(member: Member) -> Any:
    return _reasoned(
        member, office_actions.reinstate, "members/reinstate.html", _("The account is open again.")
    )


def _reasoned(member: Member, move: Any, template: str, done: str) -> Any:
    form = ReasonForm()

    def act() -> None:
        move(member, form.reason.data, actor=actor())
        flash(done)

    return submit(form, act, lambda _none: url_for("files.file", id=member.id)) or page(
        template, form=form, member=member
    )
