"""The pages of a panel as each person meets them, and bad input."""

from datetime import timedelta

import pytest

from cop.kernel.db import db
from cop.panels.models import Panel
from tests import people
from tests.panels import stories
from tests.pilots import stories as pilots
from tests.sql import statements


@pytest.fixture
def cast(app):
    return stories.Cast()


def browser(app, who=None):
    client = app.test_client()
    return people.sign_in(client, who) if who else client


def test_a_review_goes_from_the_track_to_the_decision_by_the_pages(app, cast):
    pilot = pilots.in_review(cast)
    here, track = f"/panels/{pilot.uid}/in/SG", f"/pilots/{pilot.uid}/in/SG"
    regulator, reviewer, lead = (browser(app, one) for one in (cast.regulator, cast.clinician, cast.lead))
    assert f"{here}/convene" in regulator.get(track).text
    assert "/panels/" not in lead.get(track).text
    due = (pilots.today() + timedelta(days=9)).isoformat()
    assert regulator.post(f"{here}/convene", data={"due": due, "waited": "y"}).status_code == 303
    said = {"slug": "cora", "discipline": "clinical"}
    assert regulator.post(f"{here}/name", data=said).status_code == 303
    panel = db.session.query(Panel).one()
    part = f"/panels/reviews/{panel.reviews[0].id}"
    assert "None but a talk" not in reviewer.get(here).text
    accepts = {"takes": "yes", "interests": "None but a talk"}
    assert reviewer.post(f"{part}/answer", data=accepts).status_code == 303
    assert reviewer.post(f"{part}/write", data=conclusion(panel)).status_code == 303
    page = regulator.get(here).text
    assert "None but a talk" in page and "Favourable: 1." in page and "Well made" in page
    assert "Favourable: 1." in regulator.get(f"{track}/decide").text
    assert lead.get(here).status_code == 404
    opened = {"due": due, "released": "y", "version": panel.version}
    assert regulator.post(f"{here}/convene", data=opened).status_code == 303
    page = lead.get(here).text
    assert "Well made" in page
    assert "Cora" not in page and "None but a talk" not in page
    assert "Favourable: 1." in lead.get(track).text


def conclusion(panel, **more):
    review = panel.reviews[0]
    given = {one.key: "yes" for one in review.questions}
    return given | {"conclusion": "favourable", "reasons": "Well made", "version": review.version} | more


BAD = ("", "x" * 100_000, "a\x00b", "\u202eabc", "<script>alert(1)</script>", "2026-02-30")


def test_no_form_breaks_on_what_is_typed(app, cast):
    panel = stories.convened(cast)
    review = stories.accepted(cast, panel)
    asked = stories.named(cast, panel, cast.ethicist, "ethics")
    here = f"/panels/{panel.track.pilot.uid}/in/SG"
    forms = (
        (cast.regulator, f"{here}/convene", ("due", "version")),
        (cast.regulator, f"{here}/name", ("slug", "discipline")),
        (cast.ethicist, f"/panels/reviews/{asked.id}/answer", ("takes",)),
        (cast.clinician, f"/panels/reviews/{review.id}/write", ("conclusion", "version")),
    )
    for who, path, fields in forms:
        client = browser(app, who)
        for bad in BAD:
            for field in fields:
                answer = client.post(path, data={field: bad})
                assert answer.status_code in (303, 409, 422), (path, field, bad)
                assert "<script>alert" not in answer.text


def test_pages_ask_no_more_of_a_larger_panel(app, cast):
    panel = stories.convened(cast)
    stories.concluded(stories.accepted(cast, panel))
    client, path = browser(app, cast.regulator), f"/panels/{panel.track.pilot.uid}/in/SG"
    few = count(client, path)
    for number in range(5):
        person = people.member(f"Reviewer {number}", "institutions", "TH")
        stories.accepted(cast, panel, person, "legal")
    assert count(client, path) <= few <= 25


def count(client, path):
    client.get(path)
    with statements() as sent:
        assert client.get(path).status_code == 200
    return len(sent)
