"""Pages of what reports set off, and of the clocks and codes."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.incidents import (
    choices,
    clock_queries,
    codes,
    digest_queries,
    forms,
    permits,
    queries,
    shown,
    trials,
    watch_actions,
    watch_forms,
    watch_permits,
    watch_queries,
)
from cop.incidents.models import Incident
from cop.incidents.views import crumbs, form_page, pages
from cop.incidents.watch_models import Hold, Trend
from cop.kernel import clock, refs, words
from cop.kernel.errors import Refused
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


@pages.get("/digest/", permits.may_browse)
def digest() -> str:
    keep_nowhere()
    return page(
        "incidents/digest.html",
        crumbs=crumbs(),
        digest=digest_queries.digest(actor(), clock.now().date()),
        words=choices.FAILURES,
        lessons=[(row, shown.title(row)) for row in digest_queries.lessons(actor())],
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


@pages.get("/codes/", watch_permits.may_see_lists)
def all_codes() -> str:
    found = watch_queries.codes()
    parts = [(key, _(name), [c for c in found if c.annex == key]) for key, name in choices.ANNEXES.items()]
    may_import = permits.may_keep_lists(actor())
    return page("incidents/codes.html", crumbs=crumbs(), parts=parts, may_import=may_import)


@pages.form("/codes/import", permits.may_keep_lists)
def import_codes() -> Any:
    """Without the tick the rows are only looked through, and every flaw is listed."""
    form = watch_forms.CodesForm()
    rows: list[codes.Row] = []
    if form.validate_on_submit() and not form.taken.data:
        rows = _tried(form)
    elif done := submit(form, lambda: _take(form), lambda _done: url_for("incidents.all_codes")):
        return done
    return page(
        "incidents/import_codes.html",
        form=form,
        crumbs=crumbs(),
        flawed=[row for row in rows if row.wrong],
        good=sum(not row.wrong for row in rows),
        tried=bool(rows),
    )


def _tried(form: watch_forms.CodesForm) -> list[codes.Row]:
    try:
        return codes.read(form.text.data)
    except Refused as refused:
        form.refuse(refused)
        return []


def _take(form: watch_forms.CodesForm) -> None:
    number = watch_actions.import_codes(form.text.data, actor=actor())
    flash(ngettext("%(num)d code was taken.", "%(num)d codes were taken.", number))


@pages.form("/<uid>/codes", permits.may_take_action, queries.read)
def give_codes(incident: Incident) -> Any:
    kept = ", ".join(code.code for code in watch_queries.codes_of(incident))
    form = watch_forms.GivenForm(data={"codes": kept})
    done = submit(
        form,
        lambda: watch_actions.give_codes(incident, form.listed(), actor=actor()),
        lambda _done: url_for("incidents.incident", uid=incident.uid),
    )
    return done or form_page(form, _("Codes"), incident)
