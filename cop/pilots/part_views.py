"""Pages of what a pilot has several of: success criteria, sites, conditions, countries, people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import words
from cop.kernel.web import actor, submit, to
from cop.pilots import forms, parts_actions, permits, queries, reading, stage_forms
from cop.pilots.models import Condition, Metric, Pilot, PilotCountry, Site
from cop.pilots.stage_forms import seen_version
from cop.pilots.views import form_page, pages


def _back(subject: Any) -> str:
    owner = subject.track if hasattr(subject, "track") else permits.pilot_of(subject)
    return reading.address(owner)


def _versioned(
    form: Any, act: Callable[[], Any], title: str, row: Any, stands: dict[str, Any], **more: Any
) -> Any:
    """The page on which a row is changed; one who was overtaken sees what stands."""
    if done := submit(form, act, lambda _done: _back(row)):
        return done
    stage_forms.show_theirs(form, [(form[key].label.text, told) for key, told in stands.items()])
    return form_page(form, title, permits.pilot_of(row), **more)


@pages.form("/<uid>/criteria/new", permits.may_edit, queries.pilot)
def new_metric(pilot: Pilot) -> Any:
    form = forms.MetricForm()
    says = [_("Criteria close when the pilot is submitted. The first approval fixes them by their hash.")]
    return submit(
        form,
        lambda: parts_actions.add_metric(pilot, form.criterion(), actor=actor()),
        lambda _metric: _back(pilot),
    ) or form_page(form, _("Add a success criterion"), pilot, says=says)


@pages.form("/<uid>/criteria/<int:id>", permits.may_edit, queries.metric)
def metric(metric: Metric) -> Any:
    stands = metric.criterion()
    form = forms.MetricForm(data={**stands, "version": metric.version})
    remove = url_for("pilots.remove_metric", uid=metric.pilot.uid, id=metric.id)
    return _versioned(
        form,
        lambda: parts_actions.change_metric(metric, form.criterion(), seen_version(form), actor=actor()),
        _("Success criterion"),
        metric,
        stands,
        remove=remove,
    )


@pages.post("/<uid>/criteria/<int:id>/remove", permits.may_edit, queries.metric)
def remove_metric(metric: Metric) -> Any:
    pilot = parts_actions.remove_metric(metric, actor=actor())
    return to("pilots.pilot", uid=pilot.uid)


@pages.form("/<uid>/criteria/<int:id>/result", permits.may_edit, queries.metric)
def result(metric: Metric) -> Any:
    stands = {"found": metric.found, "out_of": metric.out_of}
    form = forms.ResultForm(data={**stands, "version": metric.version})
    says = [_("Promised: %(threshold)s", threshold=metric.threshold)]
    title = _("Result: %(name)s", name=metric.name)
    return _versioned(form, lambda: _set_result(metric, form), title, metric, stands, says=says)


def _set_result(metric: Metric, form: forms.ResultForm) -> None:
    version = seen_version(form)
    parts_actions.set_result(metric, form.found.data, form.out_of.data, version, actor=actor())


@pages.form("/<uid>/in/<country>/sites/new", permits.may_edit, queries.track)
def new_site(track: PilotCountry) -> Any:
    form = forms.SiteForm()
    return submit(
        form,
        lambda: parts_actions.add_site(track, form.values(), actor=actor()),
        lambda _site: reading.address(track),
    ) or form_page(form, _("Add a site in %(country)s", country=words.country(track.country)), track.pilot)


@pages.form("/<uid>/in/<country>/sites/<int:id>", permits.may_edit, queries.site)
def site(site: Site) -> Any:
    stands = {key: getattr(site, key) for key in forms.SITE}
    form = forms.SiteForm(data={**stands, "version": site.version})
    here: dict[str, Any] = {"uid": site.track.pilot.uid, "country": site.track.country, "id": site.id}
    return _versioned(
        form,
        lambda: parts_actions.change_site(site, form.values(), seen_version(form), actor=actor()),
        _("Site"),
        site,
        stands,
        remove=url_for("pilots.remove_site", **here),
    )


@pages.post("/<uid>/in/<country>/sites/<int:id>/remove", permits.may_edit, queries.site)
def remove_site(site: Site) -> Any:
    track = parts_actions.remove_site(site, actor=actor())
    return to("pilots.country", uid=track.pilot.uid, country=track.country)


@pages.form("/<uid>/in/<country>/conditions/new", permits.may_set_conditions, queries.track)
def new_condition(track: PilotCountry) -> Any:
    form = forms.ConditionForm()
    says = [_("Regulators of this country alone see it until the decision is recorded.")]
    return submit(form, lambda: _add_condition(track, form), lambda _c: reading.address(track)) or form_page(
        form, _("Add a condition"), track.pilot, says=says
    )


def _add_condition(track: PilotCountry, form: forms.ConditionForm) -> None:
    parts_actions.add_condition(track, form.text.data, form.due.data, form.start.data, actor=actor())


@pages.post("/<uid>/in/<country>/conditions/<int:id>/remove", permits.may_set_conditions, queries.condition)
def remove_condition(condition: Condition) -> Any:
    track = parts_actions.remove_condition(condition, actor=actor())
    return to("pilots.country", uid=track.pilot.uid, country=track.country)


@pages.form("/<uid>/in/<country>/conditions/<int:id>/evidence", permits.may_edit, queries.condition)
def evidence(condition: Condition) -> Any:
    stands = {"evidence": condition.evidence}
    form = forms.EvidenceForm(data={**stands, "version": condition.version})
    title, says = _("How the condition is met"), [condition.text]
    return _versioned(form, lambda: _offer(condition, form), title, condition, stands, says=says)


def _offer(condition: Condition, form: forms.EvidenceForm) -> None:
    parts_actions.offer_evidence(condition, form.evidence.data, seen_version(form), actor=actor())


@pages.form("/<uid>/in/<country>/conditions/<int:id>/met", permits.may_set_conditions, queries.condition)
def met(condition: Condition) -> Any:
    form = forms.MetForm()
    says = [condition.text, condition.evidence]
    return submit(form, lambda: _confirm(condition, form), lambda _done: _back(condition)) or form_page(
        form, _("Confirm that it is met"), condition.track.pilot, _("Confirm"), says=says
    )


def _confirm(condition: Condition, form: forms.MetForm) -> None:
    parts_actions.confirm_met(condition, form.met_on.data, actor=actor())
