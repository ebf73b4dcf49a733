"""One ballot from its opening to its recount, at a small and a large number of seats, in one run: the ratios count."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bench import community, inside, papers, people
from bench.scale import Scale
from cop.app import create_app
from cop.ballots import actions, open_actions, time_actions
from cop.ballots.models import Ballot
from cop.ballots.roll import prepare
from cop.ballots.rules import ConsensusRule
from cop.ballots.seats import Seat
from cop.ballots.terms import Stance
from cop.kernel import clock, schema, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db, write_apart
from cop.kernel.outbox import Item
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from cop.spaces.models import Space
from cop.statements import moving_actions
from cop.statements.models import Statement
from cop.statements.writing import proposal

VERIFIER = Path(__file__).parent.parent / "cop" / "verify.py"
SMALL = 500
REPEATS = 5
RESERVING = 50  # one seat in so many


@dataclass
class Course:
    """What one ballot cost: seconds by step; of pages also SQL statements and bytes as sent."""

    app: Flask
    seats: int
    seconds: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, times: int = 1) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds[name] = (time.perf_counter() - begun) / times

    def page(self, name: str, client: FlaskClient, path: str, repeats: int = REPEATS) -> None:
        """The warm page, as a browser asks for it."""
        another = f"{path}{'&' if '?' in path else '?'}anew"
        _got(client, path)
        with inside.statements(self.app) as sql:
            sent = _got(client, f"{another}=0")
        with self.step(f"page: {name}", repeats):
            for number in range(1, repeats + 1):
                _got(client, f"{another}={number}")  # another address, so that no kept page answers
        self.notes[f"page: {name}"] = f"{len(sql)} SQL, {len(sent) / 1000:.1f} kB sent"


def _got(client: FlaskClient, path: str, encoding: str = "gzip, br") -> bytes:
    """The answer as a browser gets it. Raises RuntimeError for a refusal."""
    for name in list(g):
        g.pop(name)  # the context held here would hand one reader's to the next
    answer = client.get(path, headers={"Accept-Encoding": encoding})
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer.data


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench ballots", description=__doc__)
    parser.add_argument("--seats", type=int, default=50_000, help="of the large ballot (50,000)")
    told = parser.parse_args(arguments)
    courses = [run(seats) for seats in (SMALL, told.seats)]
    print("\n".join(lines(*courses)))


def run(seats: int) -> Course:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = create_app(community.configuration(Path(folder)))
        with app.test_request_context():
            course = Course(app, seats)
            _whole(course, _found(seats), Path(folder))
            return course


def _found(seats: int) -> Statement:
    """A statement to decide, in a space with that many voters."""
    scale = Scale(posts=0, members=seats + 1, statements=1, seats=seats)
    schema.migrate()
    community.found()
    write_apart(lambda connection: people.write(connection, scale))
    with transaction():
        return papers.draft(1, db.session.get_one(Member, scale.members), random.Random(1))


def _whole(course: Course, statement: Statement, folder: Path) -> None:
    ballot = _opened(course, statement)
    _letters(course)
    voter, officer = (
        community.reader(course.app, _holder(ballot)),
        community.reader(course.app, course.seats + 1),
    )
    address = f"/statements/{ballot.slug}/ballots/{ballot.n}"
    _cast(course, ballot, "one position, when all are silent")
    course.page("question, all silent", voter, address)
    _all_speak(ballot)
    _cast(course, ballot, "one position, when all have spoken")
    course.page("question, all have spoken", voter, address)
    course.page("secretariat", officer, f"{address}/run")
    with course.step("close"):
        time_actions.close_due(ballot, actor=SYSTEM, now=ballot.closes_at)
    moving_actions.publish(statement, actor=db.session.get_one(Member, course.seats + 1))
    visitor = course.app.test_client()
    for name, client, more in (
        ("outcome", voter, ""),
        ("outcome, visitor", visitor, ""),
        ("every seat", voter, "/positions"),
        ("record", voter, "/record"),
        ("receipt", voter, "/receipt"),
    ):
        course.page(name, client, address + more)
    _recount(course, voter, f"{address}.json", folder / "bundle.json")


def _opened(course: Course, statement: Statement) -> Ballot:
    officer = db.session.get_one(Member, course.seats + 1)
    space, closes = db.session.get_one(Space, people.FIRST_SPACE), clock.now() + timedelta(days=7)
    asked: tuple[Any, ...] = (space, proposal(statement), ConsensusRule())
    with course.step("what would open"):
        seen = prepare(*asked, closes).hash
    with course.step("opening"):
        ballot = open_actions.open_ballot(*asked, closes, seen, actor=officer)
    statement.state, statement.ballot_id = "balloting", ballot.id
    db.session.commit()
    return ballot


def _letters(course: Course) -> None:
    waiting = select(func.count()).select_from(Item).where(Item.kind == "mail")
    with course.step("letters put into the outbox"):
        while not db.session.scalar(waiting):
            worker.work_once()
    course.notes["letters put into the outbox"] = f"{db.session.scalar(waiting)} letters"
    with course.step("twenty letters sent"):
        worker.work_once()


def _holder(ballot: Ballot) -> int:
    return db.session.scalars(
        select(Seat.holder_id).where(Seat.ballot_id == ballot.id, Seat.number == 1)
    ).one()


def _cast(course: Course, ballot: Ballot, name: str) -> None:
    holder = db.session.get_one(Member, _holder(ballot))
    with course.step(name, REPEATS):
        for _ in range(REPEATS):
            actions.take_position(ballot, Stance.ENDORSE, {}, actor=holder)


def _all_speak(ballot: Ballot) -> None:
    actions.retract_position(ballot, actor=db.session.get_one(Member, _holder(ballot)))
    with transaction():
        papers.vote(ballot, random.Random(1), ballot.seats // RESERVING)


def _recount(course: Course, client: FlaskClient, address: str, file: Path) -> None:
    with course.step("bundle"):
        file.write_bytes(_got(client, address, "identity"))
    course.notes["bundle"] = f"{file.stat().st_size / 1e6:.1f} MB"
    with course.step("recount by the verifier"):
        ran = subprocess.run([sys.executable, str(VERIFIER), str(file)], capture_output=True, check=False)
    course.notes["recount by the verifier"] = "holds" if ran.returncode == 0 else ran.stdout.decode()[-200:]


def lines(small: Course, large: Course) -> Iterator[str]:
    yield f"{'':<38}{small.seats:>12} {large.seats:>12} {'x':>7}"
    for name, seconds in large.seconds.items():
        before = small.seconds[name]
        figures = f"{_seconds(before):>12} {_seconds(seconds):>12} {seconds / before:>7.1f}"
        yield f"{name:<38}{figures}  {large.notes.get(name, '')}"


def _seconds(spent: float) -> str:
    return f"{spent:.2f} s" if spent >= 1 else f"{1000 * spent:.1f} ms"
