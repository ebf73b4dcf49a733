"""The pages of checklists and audits, by a story through them, and bad input."""

from datetime import timedelta

import pytest

from cop.kernel.db import db
from cop.oversight import rules
from cop.oversight.models import Audit
from tests import people
from tests.oversight import stories
from tests.pilots import stories as pilots
from tests.sql import statements


@pytest.fixture
def cast(app):
    return stories.Cast()


def browser(app, who=None):
    client = app.test_client()
    return people.sign_in(client, who) if who else client


def test_a_checklist_and_an_audit_by_the_pages(app, cast):
    pilot = pilots.reporting(cast)
    track = pilots.track(pilot)
    here, site = f"/oversight/{pilot.uid}/in/SG", track.sites[0].id
    lead, regulator, auditor = (browser(app, one) for one in (cast.lead, cast.regulator, cast.auditor))
    checked = dict.fromkeys(rules.DUTIES, "yes") | {"training": "no", "training_note": "Next week"}
    checked |= {"signer": "Head nurse", "signed_on": stories.today().isoformat(), "version": "0"}
    assert lead.post(f"{here}/sites/{site}/checklist", data=checked).status_code == 303
    assert lead.post(f"{here}/sites/{site}/checklist", data=checked).status_code == 409
    assert "Next week" in regulator.get(here).text
    public = browser(app).get(here).text
    assert "Not in place" in public and "Next week" not in public and "Head nurse" not in public
    stories.scaled(cast, pilot=pilot)
    ahead = (stories.today() + timedelta(days=30)).isoformat()
    asked = {"slug": "ada", "title": "First audit", "due": ahead}
    assert regulator.post(f"{here}/audits/new", data=asked).status_code == 303
    audit = f"/oversight/audits/{db.session.query(Audit).one().id}"
    assert auditor.post(f"{audit}/answer", data={"takes": "yes", "interests": "None"}).status_code == 303
    finding = {"severity": "critical", "text": "A grave thing", "due": ahead}
    assert auditor.post(f"{audit}/findings/new", data=finding).status_code == 303
    report = {"done_on": stories.today().isoformat(), "summary": "Two sites seen"}
    assert auditor.post(f"{audit}/report", data=report).status_code == 303
    assert "A grave thing" in lead.get(audit).text
    assert browser(app, cast.nurse).get(audit).status_code == 404
    for one in (lead, regulator):
        assert one.post(f"{audit}/publish").status_code == 303
    line = "First audit, Ada"
    for path in (audit, here, f"/pilots/{pilot.uid}/in/SG"):
        text = browser(app).get(path).text
        assert line in text and "1 critical; 1 open" in text and "A grave thing" not in text
    assert pilot.title in browser(app).get("/oversight/").text


BAD = ("", "x" * 100_000, "a\x00b", "<script>alert(1)</script>", "2026-02-30")


def test_no_form_breaks_on_what_is_typed(app, cast):
    audit = stories.accepted(cast)
    track = audit.track
    here, path = f"/oversight/{track.pilot.uid}/in/SG", f"/oversight/audits/{audit.id}"
    forms = (
        (cast.lead, f"{here}/sites/{track.sites[0].id}/checklist", ("signer", "signed_on", "risks")),
        (cast.lead, f"{here}/sites/{track.sites[0].id}/contact", ("slug",)),
        (cast.regulator, f"{here}/audits/new", ("slug", "due")),
        (cast.regulator, "/oversight/periods/SG", ("A",)),
        (cast.auditor, f"{path}/findings/new", ("severity", "due")),
        (cast.auditor, f"{path}/report", ("done_on",)),
    )
    for who, address, fields in forms:
        client = browser(app, who)
        for bad in BAD:
            answer = client.post(address, data=dict.fromkeys(fields, bad))
            assert answer.status_code in (409, 422), (address, bad)
            assert "<script>alert" not in answer.text


def test_pages_ask_no_more_for_more_sites_and_audits(app, cast):
    audit = stories.reported(cast)
    track = audit.track
    client = browser(app, cast.regulator)
    paths = (f"/oversight/{track.pilot.uid}/in/SG", f"/pilots/{track.pilot.uid}/in/SG")
    few = [count(client, path) for path in paths]
    for _number in range(3):
        pilots.prepare_site(cast, track)
        audit = stories.reported(cast, stories.accepted(cast, stories.ordered(cast, clock_of(track))))
        stories.audit_actions.agree_to_publish(audit, actor=cast.lead)
    many = [count(client, path) for path in paths]
    assert many == few
    assert max(many) <= 30


def clock_of(track):
    return stories.queries.clock_of(track)


def count(client, path):
    client.get(path)
    with statements() as sent:
        assert client.get(path).status_code == 200
    return len(sent)
