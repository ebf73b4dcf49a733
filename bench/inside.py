"""What can be seen of a page inside one process: the SQL it sends, how many bytes it has."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import event

from bench.pages import Page
from bench.scale import Made
from cop.kernel.db import db

TIMES = 10
FRAME = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL sent inside the block, without what only opens and closes transactions."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        if not sql.startswith(FRAME):
            sent.append(sql)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@dataclass(frozen=True)
class Look:
    """A page that is made, not kept: SQL statements, its HTML, bytes as sent to a browser, CPU ms to make it."""

    sql: int
    html: bytes
    sent: int
    made_ms: float


def look(app: Flask, page: Page, made: Made) -> Look:
    app.config["KEEP_PAGES"] = False
    client = app.test_client(use_cookies=False)
    plain = page.headers(made) | {"Accept-Encoding": "identity"}
    client.get(page.path, headers=plain)
    with statements(app) as sent:
        html = client.get(page.path, headers=plain).data
    compressed = client.get(page.path, headers=plain | {"Accept-Encoding": "gzip, br"})
    least = min(_cpu(lambda: client.get(page.path, headers=plain)) for _ in range(TIMES))
    return Look(len(sent), html, len(compressed.data), 1000 * least)


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
