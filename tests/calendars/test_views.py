"""Calendars to subscribe to: whose meetings they hold, and that other programs read the same instants from them."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from cop.calendars import actions as calendar_actions
from cop.kernel.db import db
from cop.meetings.company import actions as company_actions
from cop.meetings.company.rules import Answer
from cop.meetings.series import actions, change_actions, queries
from cop.meetings.series.models import Occurrence
from cop.meetings.series.recurrence_rules import Every, Rule
from cop.members import office_actions
from cop.members.models import Member
from tests.meetings.story import PLAN, PLANNED, Story, before, local
from tests.people import officer, sign_in, space
from tests.sql import asked

RULE = Rule(Every.weekday, count=12)
REGULAR = replace(PLAN, title="Regular", start=local("2026-12-16T10:00"), zone="Europe/Zurich")


@pytest.fixture
def story(app):
    with before():
        return Story()


def address(story, person):
    return f"/calendar/own/{calendar_actions.make_address(person, actor=person)}.ics"


def titles(raw):
    return {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(raw).walk("VEVENT")}


def call(story, where, title, actor=None):
    plan = replace(PLAN, title=title)
    return actions.schedule(where, plan, actor=actor or officer(f"O{title}"), now=PLANNED)


def test_the_own_calendar_holds_what_one_is_invited_to(story, client):
    call(story, space("secret", "restricted"), "Hidden")
    call(story, space("mine", "restricted", people=[story.alice]), "Mine")
    declined = call(story, story.space, "Declined")
    with before():
        company_actions.respond(declined, Answer.no, actor=story.alice)
        answer = client.get(address(story, story.alice))
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "no-store"
    assert titles(answer.data) == {PLAN.title, "Mine"}
    assert b"https://call.example/ninth" in answer.data


def test_an_officer_is_not_invited_everywhere(story, client):
    call(story, space("secret", "restricted"), "Hidden", officer("Ola"))
    with before():
        assert titles(client.get(address(story, officer())).data) == {PLAN.title}


def test_one_space_alone(story, client):
    call(story, space("other"), "Other")
    with before():
        answer = client.get(address(story, story.alice) + "?space=other")
    assert titles(answer.data) == {"Other"}


def test_an_address_opens_nothing_once_revoked_renewed_or_its_owner_is_stopped(story, client):
    first = address(story, story.alice)
    second = address(story, story.alice)
    bobs = address(story, story.bob)
    assert [client.get(one).status_code for one in (first, second, bobs)] == [404, 200, 200]
    calendar_actions.revoke_address(story.alice, actor=story.alice)
    office_actions.suspend(story.bob, "Asked for.", actor=officer())
    assert [client.get(one).status_code for one in (second, bobs)] == [404, 404]


def test_everybody_sees_what_is_public_and_never_where(story, client):
    call(story, space("plaza", "public"), "Open")
    with before():
        for path in ("/calendar/public.ics", "/calendar/spaces/plaza.ics"):
            answer = client.get(path)
            assert titles(answer.data) == {"Open"}
            assert b"call.example" not in answer.data
        sign_in(client, story.alice)
        assert client.get("/calendar/public.ics").data == answer.data.replace(b"Plaza", b"Public meetings")
        assert client.get("/calendar/spaces/forum.ics").status_code == 404


def test_an_unchanged_calendar_is_not_sent_again(story, client):
    with before():
        tag = client.get("/calendar/public.ics").headers["ETag"]
        assert client.get("/calendar/public.ics", headers={"If-None-Match": tag}).status_code == 304


def test_the_address_is_shown_once_to_its_owner(story, client):
    assert "Make my address" not in client.get("/calendar/").text
    sign_in(client, story.alice)
    assert "Make my address" in client.get("/calendar/").text
    shown = client.post("/calendar/own")
    assert "/calendar/own/" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    page = client.get("/calendar/").text
    assert "Make another address" in page
    client.post("/calendar/own/revoke")
    assert "Make my address" in client.get("/calendar/").text


def test_what_is_read_does_not_grow_with_the_dates(story, client):
    path = address(story, story.alice)
    with before():
        many, alice = actions.schedule(story.space, REGULAR, RULE, actor=story.fay).id, story.alice.id
        for number in range(3):
            call(story, story.space, f"M{number}")
        asked_for_many = asked(client, path)
        for date in queries.dates(db.session.get(Occurrence, many)):
            company_actions.respond(date, Answer.no, actor=db.session.get(Member, alice))
        assert titles(client.get(path).data) == {PLAN.title, "M0", "M1", "M2"}
        assert asked(client, path) == asked_for_many


def test_another_program_expands_a_calendar_to_the_instants_of_the_site(story, client, tmp_path):
    """Twelve third Wednesdays in Geneva, one moved, one cancelled: khal, in Yangon, says when they are."""
    with before():
        first = actions.schedule(story.space, REGULAR, RULE, actor=story.fay)
        dates = queries.dates(first)
        moved = replace(REGULAR, start=local("2027-02-18T15:30"))
        change_actions.edit(dates[2], moved, first.series.version, actor=story.fay)
        change_actions.cancel(dates[3], "Holiday", actor=story.fay)
        raw = client.get(address(story, story.alice)).data
    standing = [one.begins for one in queries.dates(first) if one.state == "scheduled"]
    made = icalendar.Calendar.from_ical(raw)
    assert [part.errors for part in made.walk() if part.errors] == []
    assert in_khal(raw, tmp_path, "Regular") == standing
    assert len(standing) == 11


def in_khal(raw, folder: Path, title: str) -> list[datetime]:
    """The starts that khal lists, in UTC, of what is called ``title``."""
    (folder / "cal").mkdir()
    (folder / "calendar.ics").write_bytes(raw)
    (folder / "config").write_text(
        f"[calendars]\n[[c]]\npath = {folder}/cal\n[default]\ndefault_calendar = c\n[sqlite]\npath = {folder}/db\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%dT%H:%M\nlongdatetimeformat = %Y-%m-%dT%H:%M\n"
    )
    khal = [shutil.which("khal", path=Path(sys.executable).parent) or "khal", "-c", str(folder / "config")]
    run(*khal, "import", "--batch", str(folder / "calendar.ics"))
    listed = run(
        *khal, "list", "--format", "{start-long}|{title}|{status}", "--day-format", "", "2026-11-01", "500d"
    )
    rows = [line.split("|") for line in listed.splitlines() if "|" in line]
    return sorted(
        datetime.fromisoformat(start).replace(tzinfo=UTC)
        for start, what, status in rows
        if what == title and "CANCELLED" not in status
    )


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
