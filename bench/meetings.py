"""A meeting of a few and of thousands of invitees: each act in one request, each page, and what the worker does."""

from __future__ import annotations

import argparse
import tempfile
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, func, select, text

from bench import ballots, community, people
from bench.ballots import Course
from bench.rows import put
from bench.scale import Scale
from cop.app import create_app
from cop.delivery import queueing
from cop.kernel import clock, outbox, schema
from cop.kernel.actions import transaction
from cop.kernel.db import db, write_apart
from cop.kernel.ledger import Entry
from cop.meetings.company import actions as company_actions
from cop.meetings.company.models import Attendance, Rsvp
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.company.rules import Answer
from cop.meetings.reminders import reminding
from cop.meetings.room import actions as room_actions
from cop.meetings.room import presence_actions
from cop.meetings.series import actions, change_actions, queries
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import Plan, Speech
from cop.members import sessions
from cop.members.models import Member
from cop.spaces.models import Space

SMALL = 100
PLACES = 200
HOUR = timedelta(hours=1)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench meetings", description=__doc__)
    parser.add_argument("--invitees", type=int, default=5_000, help="of the large meeting (5,000)")
    told = parser.parse_args(arguments)
    print("\n".join(ballots.lines(run(SMALL), run(told.invitees))))


def run(invitees: int) -> Course:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = create_app(community.configuration(Path(folder)))
        with app.test_request_context():
            _fill(invitees)
            course = Course(app, invitees)
            _whole(course, db.session.get_one(Member, invitees))
            return course


def _fill(invitees: int) -> None:
    scale = Scale(posts=0, members=invitees, statements=0, seats=0)
    schema.migrate()
    community.found()
    write_apart(lambda connection: people.write(connection, scale))
    db.session.execute(text("ANALYZE"))
    db.session.commit()


def _whole(course: Course, officer: Member) -> None:
    with course.step("scheduled"):
        meeting = actions.schedule(_space(), _plan(), actor=officer)
    _told(course, "invitations put in the outbox")
    write_apart(lambda connection: _answer(connection, meeting.id, course.seats))
    _recount(meeting)
    with course.step("one more answers yes"):
        company_actions.respond(meeting, Answer.yes, actor=officer)
    with course.step("places limited"):
        company_actions.set_places(meeting, PLACES // 2, actor=officer)
    _pages(course, _client(course.app, officer), queries.address(meeting))
    _sits(course, meeting, officer)
    write_apart(lambda connection: _queue(connection, meeting.id))
    _recount(meeting)
    with course.step("all who wait get a place"):
        company_actions.set_places(meeting, None, actor=officer)
    reminders = meeting.begins - 24 * HOUR + timedelta(minutes=1)
    with course.step("reminder found due"):
        reminding.remind_due(reminders)
    _told(course, "reminders put in the outbox")
    with course.step("cancelled"):
        change_actions.cancel(meeting, "Storm", actor=officer)
    _told(course, "cancellations put in the outbox")


def _space() -> Space:
    return db.session.scalars(
        select(Space).where(Space.visibility == "public").order_by(Space.id)
    ).first() or (db.session.get_one(Space, 1))


def _plan() -> Plan:
    start = (clock.now() + 50 * HOUR).replace(tzinfo=None)
    return Plan("Plenary", "All of us.", start, "UTC", 120, "Hall", "", Speech.group, Quorum(50, 5, 4))


def _answer(connection: Connection, meeting: int, invitees: int) -> None:
    """All but the last: most come, some perhaps, some not."""
    members = connection.execute(
        select(Member.id, Member.group_key, Member.country).where(Member.id < invitees)
    )
    said = ("yes", "yes", "yes", "maybe", "no")
    common = {"meeting_id": meeting, "comment": "", "at": clock.now()}
    rows = [
        {"member_id": id, "answer": said[id % 5], "group_key": group, "country": country, **common}
        for id, group, country in members
    ]
    put(connection, Rsvp, rows)


def _queue(connection: Connection, meeting: int) -> None:
    """Everyone who comes waits."""
    waits = {"now": clock.now().replace(tzinfo=None), "meeting": meeting}
    connection.execute(
        text("UPDATE rsvps SET queued_at = :now WHERE meeting_id = :meeting AND answer = 'yes'"), waits
    )


def _recount(meeting: Occurrence) -> None:
    with transaction():
        placed = (Rsvp.meeting_id == meeting.id) & (Rsvp.answer == "yes") & Rsvp.queued_at.is_(None)
        meeting.coming = db.session.scalar(select(func.count()).where(placed)) or 0
        db.session.add(meeting)


def _told(course: Course, name: str) -> None:
    """The worker's part of the last entry: one item of the outbox a letter."""
    entry = db.session.scalar(select(func.max(Entry.id)))
    with course.step(f"worker: {name}"):
        queueing.put_notices({"entry": entry}, clock.now())
    items = select(func.count()).where(outbox.Item.key.startswith(f"mail:{entry}:"))
    course.notes[f"worker: {name}"] = f"{db.session.scalar(items)} letters"


def _pages(course: Course, client: FlaskClient, path: str) -> None:
    for name, part in (
        ("the meeting", ""),
        ("who comes, live", "/company"),
        ("who answered what", "/who"),
        ("the room", "/room"),
        ("the room, live", "/room/live"),
        ("who is there, to tap", "/room/present"),
        ("who is there, by name", "/room/present?q=wei"),
        ("attendance", "/attendance"),
        ("the pack", "/pack.html"),
    ):
        course.page(name, client, path + part)
    course.page("home", client, "/")


def _sits(course: Course, meeting: Occurrence, officer: Member) -> None:
    now = meeting.begins + HOUR / 6
    with course.step("a key point taken"):
        room_actions.take_point(meeting, "Said.", actor=officer, now=now)
    with course.step("one tapped in"):
        presence_actions.mark_present(meeting, officer, actor=officer, now=now)
    write_apart(lambda connection: _come(connection, meeting.id))
    with course.step("one tapped out of thousands"):
        presence_actions.mark_absent(meeting, officer, actor=officer, now=now)


def _come(connection: Connection, meeting: int) -> None:
    said = select(Rsvp.member_id, Rsvp.group_key, Rsvp.country)
    rows = connection.execute(said.where(Rsvp.meeting_id == meeting, Rsvp.answer == "maybe"))
    common = {"meeting_id": meeting, "at": clock.now()}
    put(
        connection, Attendance, [{"member_id": a, "group_key": b, "country": c, **common} for a, b, c in rows]
    )


def _client(app: Flask, officer: Member) -> FlaskClient:
    with transaction():
        raw = sessions.begin(officer, "bench", clock.now())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = raw, True
    return client
