"""Pages kept in memory: the same bytes again for as long as the database has not changed at all.

What a page shows depends on who asks, in which language, on the minute, and on what the database holds. The database
itself says whether anything was committed, so no feature has to know what its pages depend on, and a page is never
older than the last write. Who may see it has been asked before the memory is (see kernel.web.guard). The entity tag
is of what the page says, not of how it was made: an unchanged page is not sent again, whichever process made it.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, g, request, session
from flask_babel import get_locale
from flask_compress import Compress
from sqlalchemy import text

from cop.kernel import clock
from cop.kernel.db import db, is_postgresql

MOST_BYTES = 6 * 2**20
LARGEST_BYTES = 2**18
KEPT_HEADERS = ("Content-Type", "Content-Encoding", "ETag")
CHANCE = re.compile(rb'name="(?:csrf_token|form_key)"[^>]*')  # another in every copy of a form, and as good
_connections = count()


@dataclass(frozen=True)
class Kept:
    body: bytes
    headers: tuple[tuple[str, str], ...]


class Memory:
    """Pages by what they depend on, the least lately used given up first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes, self._lock = 0, Lock()

    def get(self, key: Hashable) -> Kept | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Hashable, page: Kept) -> None:
        with self._lock:
            if key not in self._pages:
                self._pages[key] = page
                self._bytes += len(page.body)
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)


def init_app(app: Flask) -> None:
    """Answers are tagged before they are compressed, and kept as they are sent."""
    app.config.setdefault("KEEP_PAGES", True)
    app.extensions["cop.kept"] = Memory()
    app.after_request(_keep)
    Compress(app)
    app.after_request(_tag)


def answer() -> Response | None:
    """The kept page for this request, or that the browser's copy still holds; None when it has to be made."""
    if request.method != "GET" or "_flashes" in session or not current_app.config["KEEP_PAGES"]:
        return None
    key = _key()
    if page := _memory().get(key):
        return _sent(page)
    g.kept_key = key
    return None


def _memory() -> Memory:
    return current_app.extensions["cop.kept"]


def _key() -> Hashable:
    """All that an answer can depend on."""
    asked = (request.host, request.full_path, request.headers.get("Accept-Encoding", ""))
    whose = tuple(sorted((name, str(value)) for name, value in session.items()))
    return (*asked, whose, str(get_locale()), _minute(), _database())


def _minute() -> Hashable:
    """Pages say "5 minutes ago"; under a clock that was set, the second."""
    return clock.told() or int(clock.lately().timestamp()) // 60


def _database() -> Hashable:
    """Another value once anything was committed, by whomever."""
    connection = db.session.connection()
    if is_postgresql():
        return str(connection.scalar(text("SELECT pg_current_snapshot()")))
    raw: Any = connection.connection.dbapi_connection
    number = connection.info.setdefault("cop.number", next(_connections))
    return (number, raw.total_changes, raw.execute("PRAGMA data_version").fetchone()[0])


def _tag(response: Response) -> Response:
    """For a page that can be kept: a tag of what it says. Before it is compressed."""
    if "kept_key" in g and _can_be_kept(response):
        whose = str(session.get("csrf_token", "")).encode()
        said = hashlib.sha256(whose + CHANCE.sub(b"", response.get_data()))
        response.set_etag(said.hexdigest()[:24], weak=True)
    else:
        g.pop("kept_key", None)
    return response


def _keep(response: Response) -> Response:
    if key := g.pop("kept_key", None):
        headers = tuple((name, response.headers[name]) for name in KEPT_HEADERS if name in response.headers)
        _memory().put(key, Kept(response.get_data(), headers))
        response.make_conditional(request)
    return response


def _can_be_kept(response: Response) -> bool:
    """A page alone, that says nothing of how it may be stored and changed nothing of the session."""
    plain = response.status_code == 200 and response.mimetype == "text/html" and not response.is_streamed
    own = session.modified or "status" in g or {"Set-Cookie", "Cache-Control"} & set(response.headers.keys())
    return plain and not own and len(response.get_data()) <= LARGEST_BYTES


def _sent(page: Kept) -> Response:
    response = Response(page.body, headers=list(page.headers))
    response.make_conditional(request)
    return response
