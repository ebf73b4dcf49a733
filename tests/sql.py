"""Counting the statements that a page sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy import event

from cop.kernel.db import db


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements sent inside the block, without those that begin and end transactions or ask the time."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "SELECT clock_timestamp()")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def asked(client: FlaskClient, path: str) -> int:
    """How many statements the page takes, with nothing read before."""
    db.session.remove()
    with statements() as sent:
        assert client.get(path).status_code == 200
    return len(sent)
