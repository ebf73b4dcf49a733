"""The registry of pilots at a small and a large number, in one run: every page, warm. The ratios count.

``python -m bench pilots --pilots 50000``: so many pilots, ten readings each.
"""

from __future__ import annotations

import argparse
import base64
import dataclasses
import io
import json
import resource
import tempfile
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from bench import ballots, community, people, pilots
from bench.ballots import Course
from bench.scale import Scale
from cop.app import create_app
from cop.kernel import clock, schema, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db, write_apart
from cop.members import sessions
from cop.members.models import Member

SMALL, MEMBERS, TIMES = 500, 500, 5
FILTERS = {
    "a country": "country=LA",
    "a state of many": "state=active",
    "a state of few": "state=reporting",
    "a country's state": "country=LA&state=suspended",
    "an area": "area=imaging",
    "a category": "samd=II",
    "a class of many": "amdd=B",
    "a class of few": "amdd=D",
    "a language of many": "language=km",
    "a language of few": "language=tet",
    "all at once": "country=LA&state=active&area=imaging&samd=I&amdd=B&language=km",
    "nothing fits": "state=terminated",
}
PAGES = {
    "countries": "/pilots/countries",
    "a pilot": "/pilots/{uid}",
    "a pilot's country": "/pilots/{uid}/in/{country}",
    "readings with charts": "/pilots/{uid}/readings",
    "readings as CSV": "/pilots/{uid}/readings.csv",
    "a pilot as JSON": "/pilots/{uid}.json",
    "passport": "/pilots/{uid}.passport.json",
    "feed": "/pilots/feed.atom",
    "part of the list as CSV": "/pilots/list.csv",
    "part of the list as JSON": "/pilots/list.json",
    "part of the list as XML": "/pilots/list.xml",
    "home": "/",
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench pilots", description=__doc__)
    parser.add_argument("--pilots", type=int, default=50_000, help="of the large registry (50,000)")
    parser.add_argument(
        "--database", default="", help="an empty PostgreSQL database's URL, for the large one"
    )
    told = parser.parse_args(arguments)
    courses = [run(SMALL), run(told.pilots, told.database)]
    print("\n".join(ballots.lines(*courses)))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def run(number: int, database: str = "") -> Course:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        config = community.configuration(Path(folder))
        app = create_app(dataclasses.replace(config, database_url=database) if database else config)
        with app.test_request_context():
            course = Course(app, number)
            with course.step("made"):
                _fill(number)
            _read(course, "visitor", app.test_client())
            officer = _client(app, MEMBERS)
            _read(course, "officer", officer)
            _bring(course, officer)
            return course


def _fill(number: int) -> None:
    schema.migrate()
    community.found()
    write_apart(
        lambda connection: people.write(connection, Scale(posts=0, members=MEMBERS, statements=0, seats=0))
    )
    write_apart(lambda connection: pilots.write(connection, number))
    db.session.execute(text("ANALYZE"))
    db.session.commit()


def _client(app: Flask, id: int) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    with transaction():
        raw = sessions.begin(db.session.get_one(Member, id), "bench", clock.now())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = raw, True
    return client


def _read(course: Course, who: str, client: FlaskClient) -> None:
    course.page(f"list, {who}", client, "/pilots/", TIMES)
    course.page(f"list, middle, {who}", client, f"/pilots/?cursor={_cursor(course.seats // 2)}", TIMES)
    course.page(f"list, end, {who}", client, f"/pilots/?cursor={_cursor(40)}", TIMES)
    for name, query in FILTERS.items():
        course.page(f"list, {name}, {who}", client, f"/pilots/?{query}", TIMES)
    here = {"uid": f"COP-2024-{pilots.PUBLIC:04d}", "country": pilots.country(pilots.PUBLIC, 0)}
    for name, path in PAGES.items():
        course.page(f"{name}, {who}", client, path.format(**here), 1 if "list." in path else TIMES)


def _cursor(id: int) -> str:
    """Of the page that follows a pilot."""
    return base64.urlsafe_b64encode(json.dumps([0, id]).encode()).decode().rstrip("=")


def _bring(course: Course, client: FlaskClient) -> None:
    """A part of the list comes back as drafts."""
    file = client.get("/pilots/list.csv").data
    with course.step("a file of a part tried"):
        sent = {"file": (io.BytesIO(file), "pilots.csv"), "mode": "drafts"}
        answer = client.post("/secretariat/pilots/", data=sent)
    if answer.status_code != 303:
        raise RuntimeError(answer.status_code)
    course.notes["a file of a part tried"] = f"{len(file) / 1e6:.1f} MB"
    course.page("a file's page", client, "/secretariat/pilots/1")
    client.post("/secretariat/pilots/1/begin")
    with course.step("the file taken by the worker"):
        worker.drain()
