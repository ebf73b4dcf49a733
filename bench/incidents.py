"""Few and many reports of incidents: every page about them, and what happens when one is saved. The ratios count."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, text, update

from bench import ballots, community, people, reported
from bench.ballots import Course
from bench.scale import Scale
from cop.alerts import notices as alerts
from cop.alerts.models import Alert, Target
from cop.app import create_app
from cop.incidents import actions, edit_actions, lesson_queries, rules
from cop.incidents.actions import Told
from cop.incidents.models import Incident
from cop.incidents.rules import Level
from cop.kernel import clock, schema
from cop.kernel.db import db, write_apart
from cop.kernel.ledger import Entry
from cop.members.models import Member

SMALL, MEMBER, NURSE = 1_000, 1, 4
COMMON = "/in-use/?product=Tool+0"
RARE = "/in-use/?product=Tool+7"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench incidents", description=__doc__)
    parser.add_argument("--reports", type=int, default=50_000, help="and a tenth as many alerts (50,000)")
    told = parser.parse_args(arguments)
    courses = [run(SMALL), run(told.reports)]
    print("\n".join(ballots.lines(*courses)))


def run(reports: int) -> Course:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = create_app(community.configuration(Path(folder)))
        with app.test_request_context():
            _fill(reports)
            course = Course(app, reports)
            for who, client in (
                ("a visitor", app.test_client()),
                ("a member", community.reader(app, MEMBER)),
                ("a regulator", community.reader(app, reported.REGULATOR)),
                ("an officer", community.reader(app, reported.MEMBERS)),
            ):
                for name, path in pages(who):
                    course.page(f"{name}, {who}", client, path)
            _acts(course)
            return course


def pages(who: str) -> Iterator[tuple[str, str]]:
    """What each of them reads; the visitor of what everyone may."""
    yield "list", "/incidents/"
    yield "list of grave harm", "/incidents/?harm=5&failure=drift"
    yield "digest", "/incidents/digest/"
    yield "in use, one in ten", COMMON
    yield "in use, few", RARE
    one = select(Incident.uid).where(Incident.level == Level.PUBLIC).order_by(Incident.id.desc())
    yield "one report", f"/incidents/{db.session.scalars(one).first()}"
    if who == "a visitor":
        yield "feed", "/incidents/feed.atom"
        return
    yield "alerts", "/alerts/"
    yield "home", "/"
    if who != "a member":
        yield "one alert", f"/alerts/{db.session.scalars(select(Alert.uid)).first()}"


def _fill(reports: int) -> None:
    schema.migrate()
    community.found()
    scale = Scale(posts=0, members=reported.MEMBERS, statements=0, seats=0)
    write_apart(lambda connection: people.write(connection, scale))
    write_apart(lambda connection: reported.write(connection, reports, clock.now()))
    db.session.execute(text("ANALYZE"))
    db.session.commit()


def _acts(course: Course) -> None:
    """Saving reports of the common product, of which the trend rule counts; a tick with reminders; the month's letter."""
    nurse = db.session.get_one(Member, NURSE)
    with course.step("reporting", 5):
        made = [
            actions.report(Told("near_miss", "Tool 0", "It went wrong.", 1), actor=nurse) for _ in range(5)
        ]
    with course.step("naming how it failed", 5):
        for one in made:
            edit_actions.edit(one, "event", {"failure": "drift"}, one.version, False, actor=nurse)
    _reminded(course)
    with course.step("the month's letter, before it is written"):
        ends = rules.month_begins(clock.now()) + timedelta(days=31)
        found, readers = lesson_queries.newly_open(ends - timedelta(days=40), ends), lesson_queries.readers()
    course.notes["the month's letter, before it is written"] = f"{len(found)} reports, {len(readers)} readers"


def _reminded(course: Course) -> None:
    """A hundred alerts come due at once; then a tick at which nothing is."""
    now = clock.now()
    newest = select(Alert.id).order_by(Alert.id.desc()).limit(100)
    due = (Target.answer == "") & Target.alert_id.in_(newest)
    db.session.execute(update(Target).where(due).values(remind_at=now))
    db.session.commit()
    told = select(func.count(Entry.id)).where(Entry.verb == "alert_reminded")
    with course.step("reminding of a hundred alerts"):
        alerts.remind(now)
    course.notes["reminding of a hundred alerts"] = f"{db.session.scalar(told)} told"
    with course.step("a tick with nothing due", 10):
        for _ in range(10):
            alerts.remind(now)
