"""A list of people from its upload to the last invitation, at a small and a large number of rows, in one run.

``python -m bench import --rows 20000``
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bench import community, inside, people
from bench.scale import Scale
from cop.admission.models import Invitation
from cop.app import create_app
from cop.kernel import clock, schema, sheets, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db, write_apart
from cop.members import sessions
from cop.members.models import Member

SMALL = 500
MEMBERS = 20_000
HEAD = ("E-mail", "Name", "Organisation", "Country", "Group")
FLAWED = 10  # of so many rows the first two


@dataclass
class Course:
    """What one list cost: seconds by step, and notes on some."""

    rows: int
    seconds: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def step(self, name: str, act: Callable[[], str]) -> None:
        begun = time.perf_counter()
        self.notes[name] = act()
        self.seconds[name] = time.perf_counter() - begun


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench import", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000, help="of the large list (20,000)")
    told = parser.parse_args(arguments)
    print("\n".join(lines(*[run(rows) for rows in (SMALL, told.rows)])))


def run(rows: int, members: int = MEMBERS) -> Course:
    """A community of so many members, and an officer who brings a list."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = create_app(community.configuration(Path(folder)))
        with app.test_request_context():
            schema.migrate()
            community.found()
            scale = Scale(posts=0, members=members, statements=0, seats=0)
            write_apart(lambda connection: people.write(connection, scale))
            course = Course(rows)
            _whole(course, app, _officer(app, members))
            return course


def _officer(app: Flask, id: int) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    with transaction():
        raw = sessions.begin(db.session.get_one(Member, id), "bench", clock.now())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = raw, True
    return client


def _list(rows: int) -> list[tuple[str, ...]]:
    """One in ten has an address that is none, another one a member's."""
    wrong = {0: "nobody@", 1: "member1@example.org"}
    return [
        (
            wrong.get(n % FLAWED) or f"new{n}@ward{n % 700}.example.org",
            f"Person {n}",
            f"Ward {n % 700}",
            "TH",
            "NGO",
        )
        for n in range(rows)
    ]


def _whole(course: Course, app: Flask, client: FlaskClient) -> None:
    people_ = _list(course.rows)
    files = (("csv", sheets.as_csv(HEAD, people_)), ("xlsx", sheets.as_xlsx("People", HEAD, people_)))
    for number, (kind, content) in enumerate(files, 1):
        course.step(f"{kind} read and tried", lambda k=kind, c=content: _upload(client, k, c))  # type: ignore[misc]
        _page(course, app, client, f"what is wrong with it ({kind})", f"/secretariat/import/{number}")
    _page(course, app, client, "rows left out, as CSV", "/secretariat/import/1/left-out.csv")
    sent = {"letters": "now", "language": "en"}
    course.step("begun", lambda: str(_posted(client, "/secretariat/import/1/begin", sent)))
    course.step("taken by the worker", _taken)
    _page(course, app, client, "progress", "/secretariat/import/1")
    _page(course, app, client, "list of invitations", "/secretariat/invitations/")


def _upload(client: FlaskClient, kind: str, content: bytes) -> str:
    sent = {"file": (io.BytesIO(content), f"people.{kind}"), "encoding": ""}
    return f"{len(content) / 1e6:.1f} MB, {_posted(client, '/secretariat/import/', sent)}"


def _posted(client: FlaskClient, path: str, sent: dict[str, object]) -> int:
    _forget()
    answer = client.post(path, data=sent)
    if answer.status_code != 303:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer.status_code


def _forget() -> None:
    for name in list(g):
        g.pop(name)  # the context held here would hand one reader's to the next


def _taken() -> str:
    """Works until the list is through; its letters wait."""
    worker.drain()
    return f"{db.session.scalar(select(func.count()).select_from(Invitation))} invited"


def _page(course: Course, app: Flask, client: FlaskClient, name: str, path: str) -> None:
    def got() -> str:
        _forget()
        with inside.statements(app) as sql:
            answer = client.get(path, headers={"Accept-Encoding": "gzip, br"})
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return f"{len(sql)} SQL, {len(answer.data) / 1000:.1f} kB sent"

    course.step(f"page: {name}", got)


def lines(small: Course, large: Course) -> Iterator[str]:
    yield f"{'':<40}{small.rows:>12} {large.rows:>12} {'x':>7}"
    for name, seconds in large.seconds.items():
        before = small.seconds[name]
        figures = f"{_shown(before):>12} {_shown(seconds):>12} {seconds / before:>7.1f}"
        yield f"{name:<40}{figures}  {large.notes[name]}"


def _shown(spent: float) -> str:
    return f"{spent:.2f} s" if spent >= 1 else f"{1000 * spent:.1f} ms"
