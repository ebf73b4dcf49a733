"""Working groups: the list, joining and leaving, requests and invitations, terms."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page, submit, to
from cop.spaces import (
    group_forms,
    group_queries,
    group_words,
    joining_actions,
    permits,
    queries,
)
from cop.spaces.group_models import Admission
from cop.spaces.models import Space

pages = Pages("groups", "/spaces")


def _address(space: Space) -> str:
    return url_for("spaces.space", slug=space.slug)


@pages.get("/", public)
def index() -> Any:
    found = group_queries.groups(actor(), request.args.get("at", ""))
    return page("spaces/groups.html", groups=found, way=group_words.way)


@pages.post("/<slug>/join", permits.may_join, queries.by_slug)
def join(space: Space) -> Any:
    joining_actions.join_group(space, actor=actor())
    flash(_("You are in this group now."))
    return to("spaces.space", slug=space.slug)


@pages.form("/<slug>/ask", permits.may_join, queries.by_slug)
def ask(space: Space) -> Any:
    form = group_forms.AskForm()

    def act() -> None:
        joining_actions.ask_to_join(space, form.reason.data, actor=actor())
        flash(_("Its facilitators have your request, and write to you when they answer."))

    return submit(form, act, lambda _none: _address(space)) or page("spaces/ask.html", form=form, space=space)


@pages.post("/<slug>/leave", permits.may_leave, queries.by_slug)
def leave(space: Space) -> Any:
    joining_actions.leave_group(space, actor=actor())
    flash(_("You have left “%(title)s”.", title=space.title))
    return to("groups.index")


@pages.get("/<slug>/requests", permits.may_admit, queries.by_slug)
def requests(space: Space) -> Any:
    return _requests(space, group_forms.InviteForm())


@pages.post("/<slug>/invite", permits.may_admit, queries.by_slug)
def invite(space: Space) -> Any:
    form = group_forms.InviteForm()

    def act() -> None:
        joining_actions.invite(space, queries.member_called(form.person.data), actor=actor())
        flash(_("Invited by mail."))

    return submit(form, act, lambda _none: url_for("groups.requests", slug=space.slug)) or _requests(
        space, form
    )


def _requests(space: Space, form: group_forms.InviteForm) -> str:
    return page("spaces/requests.html", space=space, requests=group_queries.requests(space), form=form)


@pages.form("/requests/<int:id>", permits.may_admit, group_queries.request)
def answer(asked: Admission) -> Any:
    form, space = group_forms.AnswerForm(), asked.space

    def act() -> None:
        granted = form.grant.data == "yes"
        joining_actions.answer_request(asked, granted, form.answer.data, actor=actor())
        flash(_("Answered; the member is told by mail."))

    return submit(form, act, lambda _none: url_for("groups.requests", slug=space.slug)) or page(
        "spaces/answer.html", form=form, asked=asked, space=space
    )


@pages.get("/invitations/<int:id>", permits.may_answer_invitation, group_queries.invitation)
def invitation(asked: Admission) -> Any:
    return page("spaces/invitation.html", asked=asked, space=asked.space)


@pages.post("/invitations/<int:id>/accept", permits.may_answer_invitation, group_queries.invitation)
def accept(asked: Admission) -> Any:
    slug = asked.space.slug
    joining_actions.answer_invitation(asked, True, actor=actor())
    flash(_("You are in this group now."))
    return to("spaces.space", slug=slug)


@pages.post("/invitations/<int:id>/decline", permits.may_answer_invitation, group_queries.invitation)
def decline(asked: Admission) -> Any:
    joining_actions.answer_invitation(asked, False, actor=actor())
    flash(_("You have declined."))
    return to("groups.index")


@pages.get("/<slug>/history", permits.may_see_people, queries.by_slug)
def history(space: Space) -> Any:
    found = group_queries.happened(space, group_words.HAPPENED, request.args.get("at", ""))
    return page(
        "spaces/history.html",
        space=space,
        happened=group_words.told(found.rows),
        found=found,
        terms=group_queries.terms(space),
    )
