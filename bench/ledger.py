"""The audit view over a small and a large ledger, in one run: a page must cost the same, the recount runs in steps."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from bench import community, people, rows
from bench.scale import BEGUN, Scale
from config import Config
from cop.app import create_app
from cop.audit import recounting
from cop.kernel import clock, ledger, schema
from cop.kernel.actions import transaction
from cop.kernel.db import db, write_apart
from cop.kernel.ledger import Entry, Seal
from cop.members import sessions
from cop.members.models import Member

SMALL = 10_000
BLOCK = 10_000  # entries under one seal
MEMBERS = 500
REPEATS = 9
HERE = "/secretariat/ledger/"
AUDIENCES = ("members", "officers", "nobody", "nobody")
PAGES = {
    "everything": "",
    "one person": "person=member:7",
    "one thing": "thing=member:7",
    "one verb, frequent": "verb=account_edited",
    "one verb, for nobody": "verb=session_begun",
    "one verb that never happened": "verb=ballot_annulled",
    "person, verb and days": "person=member:7&verb=account_edited&since=2024-01-02&until=2024-01-31",
    "long ago": "until=2024-01-01",
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench ledger", description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--database", nargs=2, metavar="URL", help="two empty databases (default: SQLite)")
    told = parser.parse_args(arguments)
    found = []
    for turn, entries in enumerate((SMALL, told.entries)):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            url = told.database[turn] if told.database else ""
            app = create_app(Config(data_dir=Path(folder), mail_url="page:", database_url=url))
            with app.test_request_context():
                found.append(dict(_measured(app, entries)))
    print("\n".join(_lines(SMALL, told.entries, *found)))


def _measured(app: Flask, entries: int) -> Iterator[tuple[str, float]]:
    app.config["KEEP_PAGES"] = False
    schema.migrate()
    community.found()
    write_apart(lambda connection: people.write(connection, Scale(0, MEMBERS, 0, 0)))
    write_apart(lambda connection: _write(connection, entries))
    client = _officer(app)
    for name, query in PAGES.items():
        yield name, _seconds(lambda query=query: _got(client, f"{HERE}?{query}"))
    yield "as CSV", _seconds(lambda: _got(client, f"{HERE}entries.csv"), 1)
    yield "a step of the recount", _seconds(lambda: recounting._step(0), 1)


def _write(connection: Connection, entries: int) -> None:
    """Entries some seconds apart, each block under its seal."""
    chance, before = random.Random(1), connection.execute(select(Seal.hash)).scalar() or ledger.FIRST
    first = (connection.execute(select(Entry.id).order_by(Entry.id.desc())).scalar() or 0) + 1
    for number, begin in enumerate(range(first, first + entries, BLOCK), 1):
        block = [
            _entry(id, chance) | {"seal": number} for id in range(begin, min(begin + BLOCK, first + entries))
        ]
        before = ledger.digest(before, [Namespace(**row) for row in block])
        seal = {"id": number, "at": block[-1]["at"], "rows": len(block), "hash": before}
        rows.put(connection, Seal, [seal])
        rows.put(connection, Entry, block)


def _entry(id: int, chance: random.Random) -> dict[str, object]:
    audience = chance.choice(AUDIENCES)
    return {
        "id": id,
        "at": BEGUN + timedelta(seconds=20 * id),
        "actor": f"member:{chance.randint(1, MEMBERS)}",
        "verb": "session_begun" if audience == "nobody" else chance.choice(("account_edited", "seat_set")),
        "subject": f"member:{chance.randint(1, MEMBERS)}",
        "facts": {"n": id % 7},
        "audience": audience,
    }


def _officer(app: Flask) -> FlaskClient:
    """The last member is one."""
    with transaction():
        raw = sessions.begin(db.session.get_one(Member, MEMBERS), "bench", clock.now())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = raw, True
    return client


def _got(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200 or not answer.get_data():
        raise RuntimeError(address)


def _seconds(work: Callable[[], object], times: int = REPEATS) -> float:
    """The least of so many runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def _lines(few: int, many: int, small: dict[str, float], large: dict[str, float]) -> Iterator[str]:
    yield f"{'':<30}{few:>12,} {many:>12,} {'x':>7}"
    for name, seconds in large.items():
        yield f"{name:<30}{1000 * small[name]:>9.1f} ms {1000 * seconds:>9.1f} ms {seconds / small[name]:>7.1f}"
