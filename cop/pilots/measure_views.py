"""Pages on which readings are entered and read."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.kernel import sheets, words
from cop.kernel.web import actor, answer, page, submit
from cop.pilots import (
    measure_actions,
    measure_forms,
    measure_queries,
    measured,
    permits,
    queries,
    stage_forms,
)
from cop.pilots.measure_lines import HEAD
from cop.pilots.models import Metric, Pilot, PilotCountry
from cop.pilots.reading import address
from cop.pilots.views import crumbs, form_page, pages


@pages.get("/<uid>/readings", permits.may_browse, queries.pilot)
def readings(pilot: Pilot) -> str:
    viewer = actor()
    return page(
        "pilots/readings.html",
        pilot=pilot,
        crumbs=crumbs(pilot),
        measured=measured.of_pilot(viewer, pilot),
        promise=measured.promise,
        concerned=measured.concerned(viewer, pilot),
    )


@pages.get("/<uid>/readings.csv", permits.may_browse, queries.pilot)
def readings_file(pilot: Pilot) -> Any:
    made = sheets.as_csv(measured.COLUMNS, measured.lines(actor(), pilot))
    return answer(made, sheets.CSV, f"{pilot.uid}-readings.csv")


@pages.form("/<uid>/criteria/<int:id>/bounds", permits.may_edit, queries.metric)
def bounds(metric: Metric) -> Any:
    stands = measure_queries.bound(metric)
    have = {"way": stands.way, "promise": stands.promise, "stop": stands.stop} if stands else {}
    form = measure_forms.BoundForm(data=have | {"version": stands.version if stands else 0})
    act = submit(form, lambda: _set(metric, form), lambda _done: address(metric.pilot))
    says = [metric.name, _("Promised: %(threshold)s", threshold=metric.threshold)]
    says += [_("Both can be changed until the pilot starts in its first country.")]
    stage_forms.show_theirs(form, [(form[key].label.text, told) for key, told in have.items()])
    return act or form_page(form, _("Promise and stop rule in numbers"), metric.pilot, says=says)


def _set(metric: Metric, form: measure_forms.BoundForm) -> None:
    typed = (form.way.data, form.promise.data, form.stop.data)
    measure_actions.set_bound(metric, *typed, stage_forms.seen_version(form), actor=actor())


@pages.form("/<uid>/in/<country>/readings/new", permits.may_edit, queries.track)
def new_reading(track: PilotCountry) -> Any:
    form = measure_forms.ReadingForm().offer(track.pilot.metrics)
    return submit(form, lambda: _enter(track, form.taken(), form), lambda _made: address(track)) or form_page(
        form, _("Enter a reading in %(country)s", country=words.country(track.country)), track.pilot
    )


@pages.form("/<uid>/in/<country>/readings/file", permits.may_edit, queries.track)
def reading_lines(track: PilotCountry) -> Any:
    form = measure_forms.LinesForm()
    says = [
        _("The first line names the columns: %(head)s.", head=",".join(HEAD)),
        _("All lines are entered, or none: what is wrong is told line by line."),
    ]
    done = submit(
        form, lambda: _enter(track, form.taken(track.pilot.metrics), form), lambda _made: address(track)
    )
    title = _("Enter readings from a file in %(country)s", country=words.country(track.country))
    return done or form_page(form, title, track.pilot, says=says, upload=True)


def _enter(track: PilotCountry, taken: Any, form: Any) -> None:
    measure_actions.enter_readings(track, taken, form.correct.data, actor=actor())
