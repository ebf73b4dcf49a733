"""How the secretariat makes a space a working group, renews its term and closes it; and what is archived."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.kernel.web import Pages, actor, page, submit
from cop.spaces import group_actions, group_forms, group_queries, permits, queries
from cop.spaces.models import Space

pages = Pages("groups_kept")


def _address(space: Space) -> str:
    return url_for("spaces.space", slug=space.slug)


@pages.form("/spaces/<slug>/group", permits.may_manage, queries.by_slug)
def constitute(space: Space) -> Any:
    form = group_forms.GroupForm(
        joining=space.joining or group_forms.NONE, ends=space.term_ends, version=space.version
    )

    def act() -> None:
        group_actions.constitute(space, form.way, form.ends.data, form.version.number, actor=actor())
        flash(_("Kept."))

    return submit(form, act, lambda _none: _address(space)) or page(
        "spaces/group.html", form=form, space=space, hints=group_forms.HINTS
    )


@pages.form("/spaces/<slug>/renew", permits.may_manage, queries.by_slug)
def renew(space: Space) -> Any:
    form = group_forms.RenewForm()

    def act() -> None:
        group_actions.renew_term(space, form.ends.data, form.note.data, actor=actor())
        flash(_("The term is renewed."))

    return submit(form, act, lambda _none: _address(space)) or page(
        "spaces/renew.html", form=form, space=space
    )


@pages.form("/spaces/<slug>/close", permits.may_manage, queries.by_slug)
def close(space: Space) -> Any:
    form = group_forms.CloseForm()

    def act() -> None:
        group_actions.close_group(space, form.note.data, actor=actor())
        flash(_("The group is closed. Its texts stay readable."))

    return submit(form, act, lambda _none: _address(space)) or page(
        "spaces/close.html", form=form, space=space
    )


@pages.get("/secretariat/archived-spaces", permits.may_manage)
def archived() -> Any:
    return page("spaces/archived.html", spaces=group_queries.archived(actor(), request.args.get("at", "")))
