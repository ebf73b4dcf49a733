"""The registry for programs and by country: CSV, JSON and XML with their schemas, linked data, feed."""

from __future__ import annotations

import json
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _

from cop.kernel import clock, feeding, sheets
from cop.kernel.addresses import outward
from cop.kernel.shared import shared
from cop.kernel.web import actor, answer, page
from cop.pilots import export, ictrp, linked_data, list_queries, passport, permits, queries, registry, schema
from cop.pilots.exchange import bulk
from cop.pilots.models import Pilot
from cop.pilots.views import crumbs, pages, wished

JSON, XML = "application/json", "application/xml"


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
    """One line a pilot, the newest first; a header leads on to the next part of a long list."""
    part = _part("pilots.list_csv")
    made = answer(bulk.as_csv(actor(), part), sheets.CSV, "pilots.csv")
    if part.onward:
        made.headers["Link"] = f'<{part.onward}>; rel="next"'
    return made


@pages.get("/list.json", permits.may_browse)
def list_json() -> Any:
    """Whole records, in parts: ``next`` is the address of the following one."""
    return answer(bulk.as_json(actor(), _part("pilots.list_json")), JSON)


@pages.get("/list.xml", permits.may_browse)
def list_xml() -> Any:
    return answer(bulk.as_xml(actor(), _part("pilots.list_xml")), XML)


def _part(endpoint: str) -> bulk.Part:
    cursor, wish = request.args.get("cursor", ""), wished()
    found = list_queries.listed(actor(), wish, cursor, bulk.AT_ONCE)
    onward = outward(endpoint, cursor=found.after, **wish.chosen()) if found.after else ""
    return bulk.Part([row.id for row in found.rows], onward)


@pages.get("/schema.json", permits.may_browse)
def json_schema() -> Any:
    made = schema.of_pilot(outward("pilots.json_schema"))
    return shared(answer(_json(made), "application/schema+json"))


@pages.get("/trials.xsd", permits.may_browse)
def xml_schema() -> Any:
    return shared(answer(ictrp.SCHEMA.read_bytes(), XML))


@pages.get("/feed.atom", permits.may_browse)
def feed() -> Any:
    """The last step of each public pilot that moved of late."""
    community = current_app.extensions["cop"].config.site_name
    title = _("Pilots of %(community)s", community=community)
    home, here = outward("pilots.index"), outward("pilots.feed")
    return shared(answer(feeding.atom(home, here, title, community, registry.news()), "application/atom+xml"))


@pages.get("/<uid>.xml", permits.may_browse, queries.pilot)
def as_xml(pilot: Pilot) -> Any:
    made = ictrp.document([export.record_of(actor(), pilot)])
    return answer(made, XML, f"{pilot.uid}.xml")


@pages.get("/<uid>.jsonld", permits.may_browse, queries.pilot)
def as_linked_data(pilot: Pilot) -> Any:
    return answer(_json(linked_data.of_pilot(export.record_of(actor(), pilot))), "application/ld+json")


@pages.get("/<uid>.passport.json", permits.may_browse, queries.pilot)
def passport_file(pilot: Pilot) -> Any:
    made = _json(passport.of_pilot(actor(), pilot, clock.now()))
    return answer(made, JSON, f"{pilot.uid}.passport.json")


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
