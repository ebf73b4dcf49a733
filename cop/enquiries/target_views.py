"""Within how many days each country means to answer."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.enquiries import actions, forms, permits, queries
from cop.enquiries.views import crumbs, form_page, pages
from cop.kernel import clock, words
from cop.kernel.web import actor, page, submit


@pages.get("/targets/", permits.may_list)
def targets() -> str:
    """For officers also how many wait, in numbers alone."""
    viewer, kept = actor(), queries.targets(queries.countries_to_ask())
    return page(
        "enquiries/targets.html",
        crumbs=crumbs(),
        rows=kept,
        waiting=queries.waiting(clock.lately()) if "officer" in viewer.roles else None,
        own=[country for country in kept if permits.may_set_target(viewer, country)],
    )


@pages.form("/targets/<country>", permits.may_set_target, queries.own_country)
def set_target(country: str) -> Any:
    form = forms.TargetForm(days=queries.target(country))
    says = [_("It holds for questions that come from now on. Both sides are told when it passes.")]
    return submit(
        form,
        lambda: actions.set_target(country, form.days.data, actor=actor()),
        lambda _done: url_for("enquiries.targets"),
    ) or form_page(form, _("Days to answer: %(country)s", country=words.country(country)), None, says=says)
