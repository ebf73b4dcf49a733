"""The registry for programs: every form holds the same and nothing above the reader's level."""

import csv
import io
import json

import jsonschema
import pytest
from lxml import etree

from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Visitor
from cop.pilots import actions, dossier, facets, list_queries, track_actions
from cop.pilots.facet_models import Facet
from tests import people
from tests.pilots import stories
from tests.pilots.test_views import browser

MEMBERS_ONLY = "Onlymembers"
EXPORTS = (".json", ".xml", ".jsonld", "", "/in/SG")


def marked(cast):
    """A running pilot whose fields for members and regulators bear a mark."""
    pilot = stories.draft(cast)
    marks = {f.key: MEMBERS_ONLY for s in dossier.STAGES.values() for f in s.fields if f.seen.value != "P"}
    stories.fill(cast, pilot, marks)
    track_actions.submit(pilot, actor=cast.lead)
    track_actions.take_into_review(pilot, actor=cast.officer)
    track_actions.decide(stories.track(pilot), stories.ruling(), actor=cast.regulator)
    return pilot


def test_no_export_holds_more_than_its_reader_may_see(app):
    cast = stories.Cast()
    pilot = marked(cast)
    visitor, member = browser(app), browser(app, people.member("Bob"))
    for ending in EXPORTS:
        assert MEMBERS_ONLY not in visitor.get(f"/pilots/{pilot.uid}{ending}").get_data(as_text=True), ending
    assert MEMBERS_ONLY in member.get(f"/pilots/{pilot.uid}.json").get_data(as_text=True)
    draft = stories.draft(cast, title="Hidden draft")
    for address in ("list.csv", "list.json", "feed.atom", "countries"):
        assert draft.uid not in visitor.get(f"/pilots/{address}").get_data(as_text=True)
    for ending in (".xml", ".jsonld", "/readings.csv"):
        assert "Hidden draft" not in visitor.get(f"/pilots/{draft.uid}{ending}").get_data(as_text=True)


def test_the_record_fits_the_published_schema_for_every_reader(app):
    cast = stories.Cast()
    pilot = stories.report_written(cast)
    for who in (None, people.member("Bob"), cast.lead, cast.regulator):
        client = browser(app, who)
        schema = json.loads(client.get("/pilots/schema.json").get_data(as_text=True))
        jsonschema.Draft202012Validator.check_schema(schema)
        fits = jsonschema.Draft202012Validator(schema)
        record = client.get(f"/pilots/{pilot.uid}.json").get_json()
        assert list(fits.iter_errors(record)) == []
        assert client.get("/pilots/list.json").get_json()["pilots"] in ([], [record])
    record["countries"][0]["state"] = "sold"
    record["answers"]["price"] = "1"
    assert len(list(fits.iter_errors(record))) == 2


def test_the_list_can_be_narrowed_and_every_form_of_it_agrees(app):
    cast = stories.Cast()
    pilot = marked(cast)
    client = browser(app)
    other = stories.draft(cast, ("TH",), "=Another")
    stories.fill(cast, other)
    wished = "area=decision_support&samd=II&language=km&country=SG&state=approved&amdd=A"
    others = ("language=lo", "samd=IV", "area=imaging", "amdd=D", "country=MY&state=approved")
    for query, found in ((wished, True), *((other, False) for other in others)):
        listed = client.get(f"/pilots/list.json?{query}").get_json()
        assert [one["uid"] for one in listed["pilots"]] == ([pilot.uid] if found else []), query
        assert (pilot.uid in client.get(f"/pilots/?{query}").get_data(as_text=True)) is found
        rows = list(
            csv.DictReader(
                io.StringIO(client.get(f"/pilots/list.csv?{query}").get_data().decode("utf-8-sig"))
            )
        )
        assert [row["uid"] for row in rows] == [one["uid"] for one in listed["pilots"]]
    assert listed["next"] is None
    nonsense = client.get(
        "/pilots/?area=%EF%BB%BF&samd=V&language=<b>&country=%27&state=x&cursor=" + "x" * 9_000
    )
    assert pilot.uid in nonsense.get_data(as_text=True)


def test_a_long_list_is_read_in_pages(app, monkeypatch):
    cast = stories.Cast()
    for number in range(3):
        stories.submitted(cast, title=f"Pilot {number}")
    monkeypatch.setattr("cop.pilots.exchange.bulk.AT_ONCE", 2)
    monkeypatch.setattr("cop.pilots.export.AT_ONCE", 1)
    client = browser(app, cast.officer)
    first = client.get("/pilots/list.json").get_json()
    assert len(first["pilots"]) == 2
    assert "pilots/list.json?cursor=" in first["next"]
    second = client.get(first["next"][first["next"].index("/pilots/") :]).get_json()
    assert (len(second["pilots"]), second["next"]) == (1, None)
    assert 'rel="next"' in client.get("/pilots/list.csv").headers["Link"]
    assert [one.findtext("main/trial_id") for one in trials(client, "list.xml")] == [
        one["uid"] for one in first["pilots"]
    ]


def test_a_spreadsheet_computes_nothing_of_it(app):
    cast = stories.Cast()
    stories.submitted(cast, title="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in browser(app, cast.officer).get("/pilots/list.csv").get_data(as_text=True)


def trials(client, path):
    """The trials of an XML file that fits the published schema."""
    fits = etree.XMLSchema(etree.fromstring(client.get("/pilots/trials.xsd").get_data()))
    told = etree.fromstring(client.get(f"/pilots/{path}").get_data())
    fits.assertValid(told)
    told.find("trial/main/recruitment_status").text = "sold out"
    assert not fits.validate(told)
    return told.findall("trial")


def test_xml_and_linked_data_hold_the_record(app):
    cast = stories.Cast()
    pilot = marked(cast)
    client = browser(app)
    (trial,) = trials(client, f"{pilot.uid}.xml")
    assert trial.findtext("main/trial_id") == pilot.uid
    assert trial.findtext("main/public_title") == pilot.title
    outcome = trial.findtext("primary_outcome/prim_outcome")
    assert outcome == "Sensitivity: at least 90 %, compared with two readers"
    assert [one.text for one in trial.findall("countries/country2")] == ["MY", "SG"]
    data = client.get(f"/pilots/{pilot.uid}.jsonld").get_json()
    assert (data["@type"], data["identifier"]) == ("MedicalStudy", pilot.uid)


def test_the_feed_tells_the_last_step(app):
    cast = stories.Cast()
    pilot = stories.suspended(cast)
    feed = etree.fromstring(browser(app).get("/pilots/feed.atom").get_data())
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert [e.findtext("{http://www.w3.org/2005/Atom}title") for e in entries] == [pilot.title]
    assert entries[0].findtext("{http://www.w3.org/2005/Atom}summary") == "Singapore: Suspended"


def test_countries_are_counted_as_the_reader_sees_them(app):
    cast = stories.Cast()
    stories.active(cast)
    stories.submitted(cast, title="Members only")
    assert list_queries.by_country(cast.officer) != list_queries.by_country(Visitor())
    text = browser(app).get("/pilots/countries").get_data(as_text=True)
    assert "country=SG&amp;state=active" in text


@pytest.mark.parametrize("planted", [("samd", "IV"), ("language", "xx")])
def test_facets_follow_the_answers_and_drift_is_told(app, planted):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    given = stories.answers(dossier.PRODUCT)
    actions.save_stage(pilot, dossier.PRODUCT, given, 0, actor=cast.lead)
    actions.save_stage(pilot, dossier.PRODUCT, given | {"languages": ["lo"]}, 1, actor=cast.lead)
    assert facets.wanted(pilot.answers) == {("samd", "II"), ("language", "lo")}
    assert list(facets.drift()) == []
    with transaction():
        db.session.add(Facet(pilot_id=pilot.id, kind=planted[0], value=planted[1]))
    assert len(list(facets.drift())) == 1
