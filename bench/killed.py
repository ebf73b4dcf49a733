"""Workers killed for real (SIGKILL) between sending a letter and marking it as sent, and two that work at once.

Nothing may be lost. What arrives twice is the same letter, by its Message-ID, and at most one a kill.
"""

from __future__ import annotations

import argparse
import email
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from bench import community, people
from bench.scale import Scale
from bench.server import free_port
from config import Config
from cop import serve
from cop.app import create_app
from cop.kernel import clock, outbox, schema
from cop.kernel.actions import transaction
from cop.kernel.db import db, write_apart

MOST_SENT = 4  # letters in a life, at most
AHEAD = int(outbox.LEASE.total_seconds()) + 1


@dataclass(frozen=True)
class Outcome:
    letters: int
    kills: int
    arrived: Counter[str]
    waiting: int
    seconds: float

    @property
    def twice(self) -> int:
        """Arrivals beyond the first of a Message-ID."""
        return self.arrived.total() - len(self.arrived)

    def __str__(self) -> str:
        return (
            f"{self.letters:,} letters, {self.kills} kills, {self.seconds:.0f} s: {self.arrived.total():,} arrived under "
            f"{len(self.arrived):,} Message-IDs, {self.letters - len(self.arrived)} lost, {self.twice} twice, "
            f"{self.waiting} still waiting"
        )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench killed", description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50)
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        print(run(Path(folder), told.letters, told.kills))


def run(folder: Path, letters: int, kills: int) -> Outcome:
    """In a new community of as many members as letters."""
    config = community.configuration(folder)
    with create_app(config).app_context():
        schema.migrate()
        community.found()
        scale = Scale(posts=0, members=letters, statements=0, seats=0)
        write_apart(lambda connection: people.write(connection, scale))
        return survive(config, range(1, letters + 1), kills)


def survive(config: Config, members: Sequence[int], kills: int) -> Outcome:
    """A letter due to each, workers killed one after another, then two at once for the rest."""
    with transaction():
        outbox.put_all(map(_letter, members))
    db.session.remove()
    with relay() as (taken, url):
        begun = time.perf_counter()
        _let_work(replace(config, mail_url=url), kills)
        seconds = time.perf_counter() - begun
    waiting = db.session.query(outbox.Item).filter(outbox.Item.done_at.is_(None)).count()
    return Outcome(len(members), kills, Counter(taken), waiting, seconds)


@contextmanager
def relay() -> Iterator[tuple[list[str], str]]:
    """A server that takes every letter at once: the Message-IDs that it took, and its address."""
    taken: list[str] = []

    class Inbox:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
            taken.append(email.message_from_bytes(envelope.content)["Message-ID"])
            return "250 OK"

    server = Controller(Inbox(), hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield taken, f"smtp://127.0.0.1:{server.port}"
    finally:
        server.stop()


def _letter(to: int) -> dict[str, Any]:
    payload = {"kind": "has_account", "to": to, "about": {}, "entry": 1}
    return {"kind": "mail", "payload": payload, "key": f"killed:{to}", "due": clock.now(), "notice": None}


def _let_work(config: Config, kills: int) -> None:
    draw = random.Random(kills)
    command = [sys.executable, "-m", "bench.nursery"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    with subprocess.Popen(command, env=serve.environment(config), **pipes) as nursery:
        for number in range(kills):
            _kill(nursery, number * AHEAD, draw.randint(1, MOST_SENT))
        for _worker in range(2):
            nursery.stdin.write(f"{kills * AHEAD} 0\n")
        nursery.stdin.close()
        nursery.stdout.read()


def _kill(nursery: Any, ahead: int, after: int) -> None:
    nursery.stdin.write(f"{ahead} {after}\n")
    worker, stands = nursery.stdout.readline().strip(), nursery.stdout.readline().strip()
    if not worker.isdigit():
        worker, stands = stands, worker  # whichever of the two processes spoke first
    if stands != "sent":
        raise RuntimeError(f"a worker {stands} before it could be killed: there were too few letters")
    os.kill(int(worker), signal.SIGKILL)
