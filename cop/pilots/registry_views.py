"""The registry for programs and by country: CSV, JSON with its schema, XML, linked data, feed."""

from __future__ import annotations

import json
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _

from cop.kernel import clock, feeding, sheets
from cop.kernel.shared import shared
from cop.kernel.web import actor, answer, page
from cop.pilots import export, ictrp, linked_data, list_queries, passport, permits, queries, registry, schema
from cop.pilots.models import Pilot
from cop.pilots.views import crumbs, pages, wished

JSON = "application/json"


@pages.get("/countries", permits.may_browse)
def countries() -> str:
    """Where which pilots stand, without a map."""
    return page(
        "pilots/countries.html",
        crumbs=crumbs(),
        rows=registry.countries(actor()),
        groups=registry.group_words(),
        states={group: states[0].value for group, states in registry.GROUPS.items() if len(states) == 1},
    )


@pages.get("/list.csv", permits.may_browse)
def list_csv() -> Any:
    found = _found()
    rows = map(registry.line, registry.heads(actor(), found.rows))
    made = answer(sheets.as_csv(registry.COLUMNS, rows), sheets.CSV, "pilots.csv")
    if found.after:
        made.headers["Link"] = f'<{_onward("pilots.list_csv", found.after)}>; rel="next"'
    return made


@pages.get("/list.json", permits.may_browse)
def list_json() -> Any:
    """The newest first, in pages: ``next`` is the address of the following one."""
    found = _found()
    onward = _onward("pilots.list_json", found.after) if found.after else None
    return answer(_json({"pilots": registry.heads(actor(), found.rows), "next": onward}), JSON)


def _found() -> Any:
    return list_queries.listed(actor(), wished(), request.args.get("cursor", ""), registry.AT_ONCE)


def _onward(endpoint: str, cursor: str) -> str:
    return registry.outward(endpoint, cursor=cursor, **wished().chosen())


@pages.get("/schema.json", permits.may_browse)
def json_schema() -> Any:
    made = schema.of_pilot(registry.outward("pilots.json_schema"))
    return shared(answer(_json(made), "application/schema+json"))


@pages.get("/feed.atom", permits.may_browse)
def feed() -> Any:
    """The last step of each public pilot that moved of late."""
    community = current_app.extensions["cop"].config.site_name
    title = _("Pilots of %(community)s", community=community)
    home, here = registry.outward("pilots.index"), registry.outward("pilots.feed")
    return shared(answer(feeding.atom(home, here, title, community, registry.news()), "application/atom+xml"))


@pages.get("/<uid>.xml", permits.may_browse, queries.pilot)
def as_xml(pilot: Pilot) -> Any:
    made = ictrp.document([export.record_of(actor(), pilot)], registry.outward("pilots.index"))
    return answer(made, "application/xml", f"{pilot.uid}.xml")


@pages.get("/<uid>.jsonld", permits.may_browse, queries.pilot)
def as_linked_data(pilot: Pilot) -> Any:
    address = registry.outward("pilots.pilot", uid=pilot.uid)
    return answer(
        _json(linked_data.of_pilot(export.record_of(actor(), pilot), address)), "application/ld+json"
    )


@pages.get("/<uid>.passport.json", permits.may_browse, queries.pilot)
def passport_file(pilot: Pilot) -> Any:
    made = _json(passport.of_pilot(actor(), pilot, clock.now()))
    return answer(made, JSON, f"{pilot.uid}.passport.json")


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
