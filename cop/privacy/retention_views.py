"""How long things are kept: for administrators to set."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cop.kernel.forms import Form, Number
from cop.kernel.web import actor, page, submit
from cop.privacy import permits, retention, retention_actions
from cop.privacy.retention import Kept
from cop.privacy.views import pages


class TermForm(Form):
    days = Number(_l("Days"), least=1, most=9_999, needed=_l("Say for how many days."))


@pages.get("/secretariat/retention", permits.may_set_terms)
def retentions() -> Any:
    return page("privacy/retentions.html", terms=retention.terms())


@pages.form("/secretariat/retention/<key>", permits.may_set_terms, retention.term)
def set_retention(kept: Kept) -> Any:
    form = TermForm(days=kept.days)

    def act() -> None:
        retention_actions.set_term(kept, form.days.data, actor=actor())
        flash(_("Kept. What is older is deleted within a day."))

    return submit(form, act, lambda _none: url_for("privacy.retentions")) or page(
        "privacy/retention.html", form=form, kept=kept
    )
