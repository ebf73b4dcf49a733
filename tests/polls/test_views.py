"""The pages of date polls, for those who ask, those who answer, guests, and nobody else."""

import pytest

from cop.kernel import clock
from cop.kernel.db import db
from cop.polls.models import DatePoll
from tests.people import member, officer, sign_in, space
from tests.polls.story import NOW, Story
from tests.sql import asked

FORM = {
    "title": "Eleventh meeting",
    "purpose": "",
    "zone": "Asia/Bangkok",
    "own1": "2026-12-01T10:00",
    "own2": "2026-12-02T10:00",
    "own3": "",
    "closes": "2026-11-28T12:00",
}
DAYS = "first=2026-11-30&days=14&minutes=60"
SEEK = f"/date-polls/in/forum/new?{DAYS}"


@pytest.fixture
def story(client):
    with clock.at(NOW):
        yield Story()


def test_fair_slots_are_found_and_asked_about(story, client):
    sign_in(client, story.fay)
    assert client.get(f"/date-polls/new?space=forum&{DAYS}").location == SEEK
    shown = client.get(SEEK).text
    assert "Myanmar" in shown
    assert shown.count('name="slots"') == 10
    chosen = shown.split('name="slots" value="')[1].split('"')[0]
    answer = client.post(SEEK, data={**FORM, "slots": chosen})
    assert answer.status_code == 303
    made = db.session.query(DatePoll).filter_by(title=FORM["title"]).one()
    assert len(made.slots) == 3


def test_only_the_delegations_that_are_needed_count(story, client):
    """Fay's Thailand and Bob's Myanmar meet in their morning; with Geneva needed it is their afternoon."""
    member("Greta", country="CH", zone="Europe/Zurich")
    sign_in(client, story.fay)
    own = client.get(SEEK + "&countries=TH&countries=MM").text
    all_of_them = client.get(SEEK).text
    assert "Switzerland" in own
    assert own.split('name="slots"')[1] != all_of_them.split('name="slots"')[1]
    assert "night" in own
    assert "night" not in all_of_them.split('name="slots"', 1)[1]


@pytest.mark.parametrize("slots", ["tomorrow", "9999-12-31T23:59:59-23:00", "\0"])
def test_slots_that_are_none_are_refused(story, client, slots):
    sign_in(client, story.fay)
    assert client.post(SEEK, data={**FORM, "slots": slots}).status_code == 422


def test_answering_on_the_page(story, client):
    sign_in(client, story.bob)
    assert "09:30 (Yangon)" in client.get(story.path).text
    first, second, third = story.poll.slots
    data = {f"slot-{first.id}": "yes", f"slot-{second.id}": "if_need_be", f"slot-{third.id}": "perhaps"}
    assert client.post(f"{story.path}/answer", data=data).status_code == 303
    shown = client.get(story.path).text
    assert "Yes 1 · if need be 0 · no 0" in shown
    assert "Bob" in client.get(f"{story.path}/who").text


def test_a_guest_sees_the_slots_and_nobody_else(story, client):
    story.says(story.alice, "yes")
    path = f"/date-polls/guest/{story.guest()}"
    shown = client.get(path)
    assert "04:00 (Zurich)" in shown.text
    assert "Alice" not in shown.text
    assert "Yes 1" not in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert client.post(path, data={f"slot-{story.poll.slots[0].id}": "no"}).status_code == 303
    assert "checked" in client.get(path).text


def test_the_link_is_shown_once(story, client):
    sign_in(client, story.fay)
    path = f"{story.path}/guests"
    made = client.post(path, data={"name": "Greta <b>", "country": "CH", "zone": "Europe/Zurich"})
    assert "/date-polls/guest/" in made.text
    assert "Greta &lt;b&gt;" in made.text
    assert "/date-polls/guest/" not in client.get(path).text


def test_settling_leads_to_the_meeting(story, client):
    sign_in(client, story.fay)
    slot = story.poll.slots[2].id
    data = {"slot": str(slot), "place": "online", "link": "", "speech": "group"}
    assert client.post(f"{story.path}/settle", data={**data, "slot": "x"}).status_code == 422
    answer = client.post(f"{story.path}/settle", data=data)
    assert answer.location.startswith("/meetings/")
    assert "It became a meeting" in client.get(story.path).text


def test_who_may_not_read_the_space_finds_no_poll(client):
    with clock.at(NOW):
        story = Story("restricted")
        for person in (None, member("Otto")):
            if person:
                sign_in(client, person)
            assert client.get(story.path).status_code == 404
        assert story.poll.title not in client.get("/date-polls/").text


def test_a_page_costs_the_same_with_few_answers_and_with_many(story, client):
    path = story.path
    sign_in(client, story.alice)
    few = {one: asked(client, one) for one in (path, f"{path}/who", "/date-polls/")}
    poll = db.session.get(DatePoll, 1)
    story.poll = poll
    for number in range(6):
        story.says(member(f"M{number}", country="VN"), "yes", "no", "if_need_be")
    assert {one: asked(client, one) for one in few} == few


def test_an_officer_without_spaces_is_told_where_to_begin(client):
    sign_in(client, officer())
    assert client.get("/date-polls/new").status_code == 200
    space()
    assert client.get("/date-polls/new?space=nowhere").status_code == 200


@pytest.mark.parametrize(
    "asked_for", ["first=0001-01-01&days=28", "first=9999-12-31", "days=99", "first=x&minutes=-1"]
)
def test_days_that_make_no_sense_are_not_sought(story, client, asked_for):
    sign_in(client, story.fay)
    assert "Tuesday, 1 December 2026" in client.get(f"/date-polls/in/forum/new?{asked_for}").text
