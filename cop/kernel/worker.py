"""The worker: takes due items from the outbox, lets the features' tasks do them, and ticks.

The outbox rows are the truth; the bell (``waking``) only says when to look. A tick closes what is due by the clock,
seals the ledger and forgets what is old.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy import update

from cop.kernel import clock, ledger, limits, outbox, submissions, waking
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.features import House

log = logging.getLogger(__name__)
TICK_SECONDS = 15.0  # somewhat less than from one ring to the next


def house() -> House:
    return current_app.extensions["cop"]


def work_once(now: datetime | None = None) -> int:
    """Does the items that are due; the number taken. Each is marked in a transaction of its own."""
    with transaction():
        taken = [
            (item.id, item.claimed_until, item.kind, item.payload)
            for item in outbox.claim(now or clock.now())
        ]
    for id, leased, kind, payload in taken:
        with transaction():
            held = outbox.begin(id, leased, now or clock.now())
        if held:
            _do(id, kind, payload, now)
    return len(taken)


def _do(id: int, kind: str, payload: dict[str, object], now: datetime | None) -> None:
    try:
        house().tasks[kind](payload, now or clock.now())
    except Exception as error:
        log.exception("outbox item %s (%s) failed", id, kind)
        db.session.rollback()
        with transaction():
            outbox.failed(
                db.session.get_one(outbox.Item, id), now or clock.now(), f"{type(error).__name__}: {error}"
            )
    else:
        with transaction():
            outbox.done(db.session.get_one(outbox.Item, id), now or clock.now())


def drain(now: datetime | None = None) -> None:
    """Works until nothing is due; for tests and the demonstration."""
    while work_once(now):
        pass


def tick(now: datetime | None = None) -> None:
    """What the clock does by itself. One part that fails does not keep the others from running."""
    moment = now or clock.now()
    for part in [*house().each("due"), _keep_house]:
        try:
            part(moment)
        except Exception:
            db.session.rollback()
            log.exception("a part of the tick failed")


def _keep_house(now: datetime) -> None:
    with transaction():
        ledger.seal(now)
        submissions.forget_old(now)
        limits.forget_old()


def run(app: Flask, stop: threading.Event) -> None:
    """Works until ``stop`` is set: whenever it is woken, and at every tick."""
    turn = _turns(app)

    def look() -> None:
        while not stop.is_set() and turn():
            pass

    waking.Bell(app.extensions["cop"].config, look).listen(stop)


def _turns(app: Flask) -> Callable[[], int]:
    """One turn a call: the tick when it is time, then what is due; how much that was."""
    next_tick = 0.0

    def turn() -> int:
        nonlocal next_tick
        with app.app_context():
            try:
                if time.monotonic() >= next_tick:
                    next_tick = time.monotonic() + TICK_SECONDS
                    tick()
                return work_once()
            except Exception:
                log.exception("the worker could not reach the database; trying again")
                return 0

    return turn


def settle_until(moment: datetime) -> None:
    """For a story told afterwards: what was due before ``moment`` counts as done, in the caller's transaction."""
    past = (outbox.Item.done_at.is_(None)) & (outbox.Item.due < moment)
    db.session.execute(update(outbox.Item).where(past).values(done_at=moment))
