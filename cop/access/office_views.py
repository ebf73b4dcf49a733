"""For members who have lost every second factor: an administrator takes them away, with a reason."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from cop.access import factor_actions
from cop.access.forms import ResetForm
from cop.kernel.web import Pages, actor, page, submit
from cop.members import office_queries, permits
from cop.members.models import Member

pages = Pages("factors", "/secretariat/members")


@pages.form("/<int:id>/factors", permits.may_reset_factors, office_queries.file, fresh=True)
def reset(member: Member) -> Any:
    form = ResetForm()

    def act() -> None:
        factor_actions.reset_factors(member, form.reason.data, actor=actor())
        flash(_("The second factors are gone; %(name)s is told by mail.", name=member.name))

    return submit(form, act, lambda _none: url_for("files.file", id=member.id)) or page(
        "access/reset.html", form=form, member=member
    )
