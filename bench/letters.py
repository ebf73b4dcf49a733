"""A notice to few and to many: the request that causes it, what the worker makes of it, and the way out to a relay."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from bench import community, killed, people
from bench.scale import Scale
from cop.app import create_app
from cop.delivery import notice_queries, transport
from cop.kernel import clock, outbox, schema, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db, write_apart
from cop.members import sessions
from cop.members.models import Member

TIMES = 15  # requests of each size: their median counts


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench letters", description=__doc__)
    parser.add_argument("--members", type=int, default=50_000, help="who get the large notice (50,000)")
    parser.add_argument("--send", type=int, default=2_000, help="of them, letters that leave; 0: all (2,000)")
    told = parser.parse_args(arguments)
    one, many = run(2, 1), run(told.members, told.send)
    print(f"\nrequest for {told.members:,} : request for 1 = {many / one:.2f}")


def run(members: int, send: int) -> float:
    """Of a request by the last member, an officer, that invites all the others to a meeting: seconds of processor time,
    which other work on the machine does not lengthen."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, killed.relay() as (taken, url):
        app = create_app(
            replace(community.configuration(Path(folder)), mail_url=url, second_factor_days=3650)
        )
        with app.app_context():
            return _whole(app, members, send, taken)


def _whole(app: Flask, members: int, send: int, taken: list[str]) -> float:
    schema.migrate()
    community.found()
    write_apart(lambda c: people.write(c, Scale(posts=0, members=members, statements=0, seats=0)))
    client = _signed_in(app, db.session.get_one(Member, members))
    asked = [_invite(client) for _ in range(TIMES)]
    seconds = statistics.median(asked[1:])
    print(
        f"\n{members:,} members\n  request: {1000 * seconds:.1f} ms, {_waiting()} items put into the outbox by {TIMES}"
    )
    _let_go_all_but_the_last()
    print("\n".join(f"  {line}" for line in _out(client, send or members, taken)), flush=True)
    return seconds


def _out(client: FlaskClient, send: int, taken: list[str]) -> Iterator[str]:
    """The worker's part: the letters put into the outbox, then sent one after another."""
    begun = time.perf_counter()
    worker.work_once()
    yield f"worker: {_waiting():,} letters put into the outbox in {time.perf_counter() - begun:.1f} s"
    begun, used = time.perf_counter(), time.process_time()
    while len(taken) < send and worker.work_once():
        pass
    seconds, used = time.perf_counter() - begun, time.process_time() - used
    transport.hang_up()
    sent = len(taken)
    yield (
        f"relay: {sent:,} letters taken, {len(set(taken)):,} Message-IDs, {sent / seconds:.0f} a second; "
        f"{1000 * used / sent:.1f} ms of processor time each, the relay's own included"
    )
    yield _progress(client)


def _progress(client: FlaskClient) -> str:
    """What the secretariat sees then, and what its page takes."""
    for name in list(g):
        g.pop(name)  # the context held here would hand the last letter's reader on
    begun = time.perf_counter()
    answer = client.get("/secretariat/mail/")
    seconds = time.perf_counter() - begun
    shown = next(iter(notice_queries.latest(clock.now())), None)
    state = (
        f"{shown.done:,} done, {shown.rest:,} left, {shown.pace:,} a minute"
        if shown
        else "too few to be counted"
    )
    return f"shown: {state}; the page: {answer.status_code} in {1000 * seconds:.0f} ms"


def _invite(client: FlaskClient) -> float:
    form = {"space": "forum", "title": "Plenary", "purpose": "All of us.", "start": "2031-12-02T10:00"}
    form |= {"zone": "UTC", "minutes": "60", "place": "Hall", "link": "", "speech": "group"}
    form |= {"quorum_members": "0", "quorum_countries": "0", "quorum_groups": "0"}
    begun = time.process_time()
    answer = client.post("/meetings/new", data=form)
    if answer.status_code != 303:
        raise RuntimeError(f"the meeting was refused with status {answer.status_code}")
    return time.process_time() - begun


def _waiting() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(outbox.Item.done_at.is_(None))) or 0


def _let_go_all_but_the_last() -> None:
    last = select(func.max(outbox.Item.id)).scalar_subquery()
    with transaction():
        db.session.execute(update(outbox.Item).where(outbox.Item.id != last).values(done_at=clock.now()))


def _signed_in(app: Flask, officer: Member) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    with transaction():
        raw = sessions.begin(officer, "bench", clock.now())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = raw, True
    return client
