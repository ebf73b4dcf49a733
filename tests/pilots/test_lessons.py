"""What was learned in a pilot, told in a space: the thread and the pilot lead to each other."""

from cop.discussions.models import Thread
from cop.kernel.db import db
from cop.spaces import actions as spaces
from tests import people
from tests.pilots import stories
from tests.pilots.test_views import browser


def test_a_lesson_begins_at_the_pilot_and_is_linked_both_ways(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    spaces.create_space("Practice", "What we do", "public", actor=cast.officer)
    client = browser(app, cast.lead)
    assert f"/pilots/{pilot.uid}/lesson" in client.get(f"/pilots/{pilot.uid}").text
    choice = client.get(f"/pilots/{pilot.uid}/lesson").text
    begin = f"/discussions/practice/new?kind=lesson&amp;about=pilot:{pilot.id}"
    assert begin in choice
    form = client.get(begin.replace("&amp;", "&"))
    assert f"/pilots/{pilot.uid}\n" in form.text
    said = {"title": "Lighting", "kind": "lesson", "language": "en", "voice": "", "speech": "attributed"}
    text = f"/pilots/{pilot.uid}\n\nThe films were too dark in the evening."
    made = client.post("/discussions/practice/new", data=said | {"text": text})
    assert made.status_code == 303, made.text
    assert db.session.query(Thread).one().kind == "lesson"
    assert "Triage of chest images" in client.get(made.location).text
    assert "Lighting" in browser(app).get(f"/pilots/{pilot.uid}").text


def test_who_may_not_see_a_pilot_begins_nothing_about_it(app):
    cast = stories.Cast()
    draft = stories.draft(cast)
    spaces.create_space("Practice", "What we do", "public", actor=cast.officer)
    other = browser(app, people.member("Bob"))
    assert other.get(f"/pilots/{draft.uid}/lesson").status_code == 404
    assert draft.uid not in other.get(f"/discussions/practice/new?about=pilot:{draft.id}").text
    assert other.get("/discussions/practice/new?about=pilot:0&kind=x").status_code == 200
