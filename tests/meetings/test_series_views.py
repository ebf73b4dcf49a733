"""Planning a series on its pages: the hours are looked at first, dates are left out, moved on, called off."""

import pytest

from cop.almanac import actions as almanac
from cop.kernel.db import db
from cop.meetings.series import actions, queries
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.recurrence_rules import Every, Rule
from tests.meetings.story import FORM, PLAN, PLANNED, Story, before, local
from tests.people import officer, sign_in

SERIES = FORM | {"space": "forum", "every": "week", "interval": "1", "count": "3", "until": ""}
HOLIDAY = local("2026-12-09T00:00").date()


@pytest.fixture
def story(client):
    with before():
        made = Story()
        almanac.enter_holiday("MY", HOLIDAY, "Royal birthday <b>", actor=officer())
        sign_in(client, made.fay)
        yield made


def titles():
    db.session.remove()
    return [one.title for one in db.session.query(Series)]


def test_looking_shows_holidays_and_writes_nothing(story, client):
    shown = client.post("/meetings/new", data=SERIES | {"look": "1"})
    assert shown.status_code == 200
    assert "Royal birthday &lt;b&gt;" in shown.text
    assert shown.text.count('name="left_out"') == 3
    assert len(titles()) == 1


def test_what_is_wrong_is_said_when_looking(story, client):
    shown = client.post("/meetings/new", data=SERIES | {"look": "1", "count": ""})
    assert shown.status_code == 422
    assert "Say when the series ends" in shown.text


def test_dates_are_left_out(story, client):
    left_out = ["2026-12-09T10:00:00", "nonsense"]
    assert client.post("/meetings/new", data=SERIES | {"left_out": left_out}).status_code == 303
    newest = db.session.query(Occurrence).order_by(Occurrence.id.desc()).first()
    assert [f"{one.begins:%d}" for one in queries.dates(newest)] == ["02", "16"]


def test_a_fifth_wednesday_is_refused_at_its_field(story, client):
    data = SERIES | {"every": "weekday", "start": "2026-12-30T10:00"}
    assert "Not every month has a fifth one" in client.post("/meetings/new", data=data).text


def path_of(meeting):
    return f"/meetings/{meeting.id}-{meeting.slug}"


def weekly(story):
    return actions.schedule(story.space, PLAN, Rule(Every.week, count=3), actor=story.fay, now=PLANNED)


def test_the_page_says_how_often_and_leads_to_each_scope(story, client):
    first = weekly(story)
    second = queries.dates(first)[1]
    page = client.get(path_of(first)).text
    assert "Every week on Wednesday, until 16 Dec 2026." in page
    edit = client.get(f"{path_of(second)}/edit").text
    assert f"{path_of(second)}/dates-from-here" in edit
    assert f"{path_of(first)}/dates-from-here" in edit


def test_planning_anew_from_a_date_on(story, client):
    second = queries.dates(weekly(story))[1]
    path, version = f"{path_of(second)}/dates-from-here", second.series.version
    assert "2026-12-09" in client.get(path).text.split('name="start"')[1].split(">")[0]
    data = FORM | {
        "every": "week",
        "count": "2",
        "until": "",
        "start": "2026-12-10T10:00",
        "version": str(version),
    }
    assert "Thailand" in client.post(path, data=data | {"look": "1"}).text
    assert client.post(path, data=data).status_code == 303
    assert client.post(path, data=data).status_code == 409
    db.session.remove()
    moved = db.session.get(Occurrence, 3)
    assert [f"{one.begins:%d}" for one in queries.dates(moved)] == ["10", "17"]


def test_the_old_slot_says_where_the_meeting_went(story, client):
    data = FORM | {"start": "2026-12-05T15:00", "version": "1"}
    client.post(f"{story.path}/edit", data=data)
    shown = client.get("/meetings/").text
    assert "Moved to Saturday, 5 December 2026" in shown
    assert shown.index("2 Dec 2026") < shown.index("5 Dec 2026")


def test_calling_off_from_a_date_on(story, client):
    first = weekly(story)
    path = f"{path_of(first)}/cancel-from-here"
    assert "Cancel 3 dates" in client.get(path).text
    assert client.post(path, data={"reason": ""}).status_code == 422
    assert client.post(path, data={"reason": "Funds"}).status_code == 303
    assert "Cancelled" in client.get("/meetings/").text
