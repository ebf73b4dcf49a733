"""What wakes the worker as soon as there is something to do: huey, beside the outbox and never in its place.

A ring carries nothing, for the outbox says what is due. One that is lost costs until the next tick, and one too many
costs a look that finds nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.consumer import Consumer, Scheduler

log = logging.getLogger(__name__)
TICK_SECONDS = 20
SILENT_SECONDS = 20.0
NAME = "cop"


class Ticking(Scheduler):
    """Rings by itself, at the worker's start and then at every tick."""

    periodic_task_seconds = TICK_SECONDS


class Listener(Consumer):
    """One thread that looks when it rings; the signals of the process are its caller's."""

    scheduler_class = Ticking

    def _set_signal_handlers(self) -> None:
        """None of its own."""


class Bell:
    """Rung where something was put into the outbox, heard by the worker, which then calls ``look``."""

    def __init__(self, config: Any, look: Callable[[], None] = lambda: None) -> None:
        self.queue = _queue(config)

        def ring() -> None:
            look()

        self._ring = self.queue.task(name="ring")(ring)
        self.queue.periodic_task(lambda _now: True, name="tick")(ring)

    def ring(self) -> None:
        """Once for all that is not heard yet. Raises what the queue raises."""
        if not self.queue.pending_count():
            self._ring()

    def listen(self, stop: threading.Event) -> None:
        """Until ``stop`` is set, and the look that is on has ended."""
        listener = Listener(self.queue, initial_delay=0.05, max_delay=0.25)
        listener.start()
        while not stop.wait(1.0):
            listener.check_worker_health()
        listener.stop(graceful=True)


def _queue(config: Any) -> Huey:
    """Of COP_WAKE_URL. Where it does not answer at once, nobody waits for it."""
    url = config.wake_url
    scheme = urlsplit(url).scheme
    if scheme == "postgresql":
        return PostgresHuey(NAME, dsn=url, connect_timeout=2, results=False)
    if scheme in ("redis", "rediss"):
        patience = "socket_connect_timeout=1&socket_timeout=2"
        return RedisHuey(NAME, url=f"{url}{'&' if '?' in url else '?'}{patience}", results=False)
    return SqliteHuey(
        NAME, filename=config.data_dir / "wake.sqlite3", fsync=False, timeout=0.2, results=False
    )


@dataclass
class Rope:
    """One application's hold of its bell: made at the first ring, let go for a tick when the bell is out of order."""

    bell: Bell | None = None
    silent_until: float = 0.0

    def pull(self, config: Any) -> None:
        try:
            self.bell = self.bell or Bell(config)
            self.bell.ring()
        except Exception as error:
            self.silent_until = time.monotonic() + SILENT_SECONDS
            log.warning("the worker was not woken, and looks at its next tick: %s", error)


def ring() -> None:
    """Wakes the worker of this installation. Never raises."""
    rope: Rope = current_app.extensions.setdefault("cop.rope", Rope())
    if time.monotonic() >= rope.silent_until:
        rope.pull(current_app.extensions["cop"].config)
