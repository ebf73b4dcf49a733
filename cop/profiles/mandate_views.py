"""The mandates of verified regulators for the secretariat: which run out first, and how one is renewed."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.forms import Day, Form, Prose
from cop.kernel.web import Pages, actor, page, submit
from cop.members.models import Mandate, Member
from cop.members.permits import may_see_file, may_verify_regulators
from cop.profiles import mandate_actions, mandate_queries

pages = Pages("mandates", "/secretariat/mandates")


class RenewForm(Form):
    evidence = Prose(
        _l("How the secretariat knows"),
        needed=_l("Say which letter or call confirmed it, and when."),
        most=2_000,
        hint=_l("For example: letter of the authority's head, with its date. Only the secretariat reads it."),
    )
    until = Day(_l("Until"), validators=[InputRequired(_l("Choose the last day of the mandate."))])


@pages.get("/", may_see_file)
def index() -> Any:
    found = mandate_queries.by_end(request.args.get("at", ""))
    return page("profiles/mandates.html", mandates=found, may_renew=may_verify_regulators(actor()))


@pages.form("/<int:id>/renew", may_verify_regulators, mandate_queries.renewable)
def renew(mandate: Mandate) -> Any:
    form, member = RenewForm(), db.session.get_one(Member, mandate.member_id)

    def act() -> None:
        """The last day counts whole, where the officer is."""
        end = clock.from_local(
            datetime.combine(form.until.data, time(23, 59, 59)), actor().zone, field="until"
        )
        mandate_actions.renew_mandate(mandate, form.evidence.data, end, actor=actor())
        flash(_("The mandate is renewed, and %(name)s is told by mail.", name=member.name))

    return submit(form, act, lambda _none: url_for("files.file", id=member.id)) or page(
        "profiles/renew.html", form=form, mandate=mandate, member=member
    )
