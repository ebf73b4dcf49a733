"""Pages of incidents: the list, the two-minute report, a report, and the parts of its form."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from cop.incidents import (
    actions,
    acts,
    choices,
    code_queries,
    forms,
    permits,
    queries,
    shown,
    trials,
    watch_queries,
)
from cop.incidents.actions import Told
from cop.incidents.models import Incident
from cop.incidents.queries import Wished
from cop.incidents.visibility import Sight, sight
from cop.incidents.watch_models import Hold
from cop.kernel import clock, refs, words
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit
from cop.members import countries
from cop.members.people_queries import countries_regulated

pages = Pages("incidents", "/incidents")


@pages.get("/", permits.may_browse)
def index() -> str:
    keep_nowhere()
    wished = _wished()
    found = queries.listed(actor(), wished, request.args.get("cursor", ""))
    return page(
        "incidents/index.html",
        rows=[(row, shown.title(row), _(choices.HARMS[str(row.harm)])) for row in found.rows],
        found=found,
        wished=wished,
        countries=countries.near_choices(),
        failures=[(key, _(told)) for key, told in choices.FAILURES.items()],
        harms=[(key, _(told)) for key, told in choices.HARMS.items()],
        words={"failures": choices.FAILURES, "levels": choices.LEVELS},
        here=lambda cursor: url_for("incidents.index", cursor=cursor, **_given(wished)) if cursor else "",
    )


def _wished() -> Wished:
    """What the address asks for, as far as there is such a thing."""
    country, failure, harm = (request.args.get(key, "") for key in ("country", "failure", "harm"))
    return Wished(
        country if country in dict(countries.near_choices()) else "",
        failure if failure in choices.FAILURES else "",
        harm if harm in choices.HARMS else "",
    )


def _given(wished: Wished) -> dict[str, Any]:
    return {key: value for key, value in vars(wished).items() if value}


@pages.form("/new", permits.may_report)
def new() -> Any:
    keep_nowhere()
    form = forms.ReportForm(data=_prefilled())
    return submit(
        form, lambda: _report(form), lambda made: url_for("incidents.incident", uid=made.uid)
    ) or page("incidents/new.html", form=form, kind_hints=_hints(), country=words.country(actor().country))


def _prefilled() -> dict[str, str]:
    """From a pilot's page: its number and its product."""
    uid = request.args.get("pilot", "")
    tried = trials.tried_in(actor(), uid) if uid else None
    return {"pilot": uid, "product": tried.product} if tried else {}


def _hints() -> dict[str, str]:
    return {key: _(told) for key, told in choices.KIND_HINTS.items()}


def _report(form: forms.ReportForm) -> Incident:
    told = Told(
        form.kind.data,
        form.product.data or "",
        form.narrative.data,
        int(form.harm.data),
        form.pilot.data or "",
        form.named.data,
        form.confirmed.data,
    )
    return actions.report(told, actor=actor())


def crumbs(incident: Incident | None = None) -> list[tuple[str, str]]:
    own = [(incident.uid, url_for("incidents.incident", uid=incident.uid))] if incident else []
    return [(_("Incidents"), url_for("incidents.index")), *own]


@pages.get("/<uid>", permits.may_browse, queries.incident)
def incident(incident: Incident) -> str:
    keep_nowhere()
    viewer, reads = actor(), sight(actor(), incident)
    return page(
        "incidents/incident.html",
        incident=incident,
        title=shown.title(incident),
        crumbs=crumbs(),
        sight=reads.name,
        parts=shown.parts(incident, reads),
        acts=acts.of(viewer, incident),
        stages=acts.stages(viewer, incident),
        rungs=shown.rungs(incident),
        codes=code_queries.of(incident) if reads >= Sight.SHARED else [],
        holds=_holds(viewer, incident),
        links=refs.linked(incident.ref, viewer) if reads > Sight.OFFER else [],
        looks=queries.looks(incident) if permits.reported(viewer, incident) else [],
        own=permits.reported(viewer, incident),
        late=incident.state == "open" and not incident.authority_reference and incident.due < clock.lately(),
    )


def _holds(viewer: Any, incident: Incident) -> list[Hold]:
    """Proposals that the viewer may open."""
    countries_held = countries_regulated(viewer)
    if "officer" not in viewer.roles and not countries_held:
        return []
    every = watch_queries.holds_of(incident)
    return [one for one in every if "officer" in viewer.roles or one.country in countries_held]


def form_page(form: Any, title: str, incident: Incident | None, act: str = "", **more: Any) -> str:
    """A page that is one form. ``says``: what to know before."""
    keep_nowhere()
    return page(
        "one_form.html", form=form, title=title, crumbs=crumbs(incident), act=act or _("Save"), **more
    )
