"""Workers that are born to be killed: one process that knows the whole application, and forks a worker each time.

On standard input, for each worker: the seconds by which its clock is ahead (leases must have ended), and the number of
letters after which it stands still between sending one and marking it as sent, 0 for never. On standard output: the
worker's process id, and "sent" when it stands still; "ended" when it is gone, whichever way.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import timedelta
from typing import Any

from flask import Flask

from config import from_environment
from cop.app import create_app
from cop.kernel import clock, outbox, worker


def main() -> None:
    app = create_app(from_environment())
    for line in sys.stdin:
        ahead, after = map(int, line.split())
        if (child := os.fork()) == 0:
            _work(app, timedelta(seconds=ahead), after)
        _say(str(child))


def _say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def _work(app: Flask, ahead: timedelta, after: int) -> None:
    if after:
        outbox.done = _stops_at(after, outbox.done)
    with app.app_context():
        worker.drain(clock.now() + ahead)
    _say("ended")
    os._exit(0)


def _stops_at(number: int, mark: Any) -> Any:
    """In place of ``outbox.done``: the letter is out, and the transaction that would mark it is begun."""
    marked = 0

    def done(item: outbox.Item, now: Any) -> None:
        nonlocal marked
        marked += 1
        if marked == number:
            _say("sent")
            signal.pause()
        mark(item, now)

    return done


if __name__ == "__main__":
    main()
