"""Pages of what reports set off, and of the clocks."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.incidents import (
    choices,
    clock_queries,
    forms,
    shown,
    trials,
    watch_actions,
    watch_forms,
    watch_permits,
    watch_queries,
)
from cop.incidents.views import crumbs, form_page, pages
from cop.incidents.watch_models import Hold, Trend
from cop.kernel import refs, words
from cop.kernel.web import actor, keep_nowhere, page, submit
from cop.members import countries


@pages.form("/holds/<int:id>", watch_permits.may_see_hold, watch_queries.hold)
def hold(hold: Hold) -> Any:
    """What is proposed, and the two ways to answer: suspend the pilot on its page, or say here why it goes on."""
    keep_nowhere()
    form = forms.WordsForm()
    done = submit(
        form,
        lambda: watch_actions.let_go_on(hold, form.words.data, form.confirmed.data, actor=actor()),
        lambda _done: url_for("incidents.hold", id=hold.id),
    )
    about = next((t for t in trials.of_pilot(hold.pilot) if t.country == hold.country), None)
    report = refs.resolve([hold.incident.ref], actor())
    return done or page(
        "incidents/hold.html",
        hold=hold,
        form=form,
        crumbs=crumbs(),
        about=about,
        harm=_(choices.HARMS[str(hold.incident.harm)]),
        product=hold.incident.product,
        is_open=watch_queries.is_open(hold),
        may_answer=watch_permits.may_answer_hold(actor(), hold),
        report=list(report.values()),
    )


@pages.form("/trends/<int:id>", watch_permits.may_settle_trends, watch_queries.trend)
def trend(trend: Trend) -> Any:
    keep_nowhere()
    form = forms.WordsForm()
    done = submit(
        form,
        lambda: watch_actions.settle(trend, form.words.data, form.confirmed.data, actor=actor()),
        lambda _done: url_for("incidents.trend", id=trend.id),
    )
    rows = [(row, shown.title(row)) for row in watch_queries.reports_of(trend, actor())]
    failure = _(choices.FAILURES[trend.failure])
    return done or page(
        "incidents/trend.html", trend=trend, form=form, crumbs=crumbs(), rows=rows, failure=failure
    )


@pages.get("/clocks/", watch_permits.may_see_lists)
def clocks() -> str:
    """Every country's clocks; who regulates one sets its own."""
    kept = clock_queries.every([code for code, _name in countries.near_choices()])
    return page(
        "incidents/clocks.html",
        crumbs=crumbs(),
        rows=kept,
        urgencies=choices.URGENCIES,
        own=[code for code in kept if watch_permits.may_set_clocks(actor(), code)],
    )


@pages.form("/clocks/<country>", watch_permits.may_set_clocks, clock_queries.own_country)
def set_clocks(country: str) -> Any:
    kept = {urgency.value: number for urgency, number in clock_queries.hours(country).items()}
    form = watch_forms.ClocksForm(data=kept)
    done = submit(
        form,
        lambda: watch_actions.set_clocks(country, form.hours(), actor=actor()),
        lambda _done: url_for("incidents.clocks"),
    )
    title = _("Clocks of %(country)s", country=words.country(country))
    says = [
        _("By when your authority must hold a report, from the day on which somebody became aware of it.")
    ]
    return done or form_page(form, title, None, says=says)
