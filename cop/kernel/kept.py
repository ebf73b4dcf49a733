"""Pages kept in memory: the same bytes again for as long as the database has not changed at all.

What a page shows depends on the request, on the hour, and on what the database holds, the session and its rights
among it. The database itself says whether anything was committed, so no feature has to know what its pages depend on,
and a page is never older than the last write: who asks for the very same again, as the very same session, gets the very
same answer, and nobody has to be asked anything. It stands before the application for that reason.

The entity tag is of what the page says, not of how it was made: an unchanged page is not sent again, whichever process
made it.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import Flask, Response, g, request, session
from flask_compress import Compress
from werkzeug.http import parse_etags
from werkzeug.wsgi import ClosingIterator

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.unchanged import Watch

MOST_BYTES = 6 * 2**20
LARGEST_BYTES = 2**18
SECONDS = 10  # pages say "5 minutes ago", sessions end and ballots close: none of it waits for longer
CHANCE = re.compile(rb'name="(?:csrf_token|form_key)"[^>]*')  # another in every copy of a form, and as good
MAY = "cop.may_be_kept"
ASKED = (
    "wsgi.url_scheme",
    "HTTP_HOST",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_COOKIE",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_HX_REQUEST",
)  # all of a request that a page can depend on: another header that one reads belongs here
NOT_WITH_304 = ("content-length", "content-type", "content-encoding")

Environ = dict[str, Any]
Start = Callable[..., Any]


@dataclass(frozen=True)
class Kept:
    """``at``: the slice of time and the state of the database that it was made of."""

    at: Hashable
    body: bytes
    headers: tuple[tuple[str, str], ...]
    tag: str


class Memory:
    """Pages by what was asked, the least lately used given up first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes, self._lock = 0, Lock()

    def get(self, key: Hashable, at: Hashable) -> Kept | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.at != at:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Kept) -> None:
        with self._lock:
            if old := self._pages.pop(key, None):
                self._bytes -= len(old.body)
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)


class Keeper:
    """The application with its memory before it."""

    def __init__(self, app: Flask, behind: Callable[[Environ, Start], Iterable[bytes]], watch: Watch) -> None:
        self.app, self.behind, self.watch, self.memory = app, behind, watch, Memory()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not self.app.config["KEEP_PAGES"]:
            return self.behind(environ, start)
        key, at = tuple(environ.get(name, "") for name in ASKED), self._at()
        if page := self.memory.get(key, at):
            return _send(page, environ, start)
        return self._make(key, at, environ, start)

    def _at(self) -> Hashable:
        """Asked before the page is made: what is committed meanwhile makes it anew. Unequal when nobody can tell."""
        version = self.watch.version()
        return (clock.told() or int(time.time()) // SECONDS, object() if version is None else version)

    def _make(self, key: Hashable, at: Hashable, environ: Environ, start: Start) -> Iterable[bytes]:
        """The application's answer, kept where it may be. One that may not passes through as it comes."""
        headers: list[tuple[str, str]] = []

        def hear(status: str, told: list[tuple[str, str]], failure: Any = None) -> Any:
            return headers.extend(told) if MAY in environ else start(status, told, failure)

        answer = self.behind(environ, hear)
        if MAY not in environ:
            return answer
        page = Kept(at, b"".join(answer), tuple(headers), environ[MAY])
        if not any(name == "Set-Cookie" for name, _value in headers):
            self.memory.put(key, page)
        return ClosingIterator(_send(page, environ, start), getattr(answer, "close", None))


def init_app(app: Flask) -> None:
    """Answers are tagged before they are compressed, and kept as they are sent."""
    app.config.setdefault("KEEP_PAGES", True)
    app.after_request(_hand_over)
    Compress(app)
    app.after_request(_tag)
    with app.app_context():
        app.wsgi_app = Keeper(app, app.wsgi_app, Watch(db.engine))  # type: ignore[assignment, method-assign]


def allow() -> None:
    """What answers this request may be kept, if it turns out to be a whole page."""
    g.may_be_kept = True


def _tag(response: Response) -> Response:
    """For a page that can be kept: a tag of what it says. Before it is compressed."""
    if g.pop("may_be_kept", False) and _can_be_kept(response):
        whose = str(session.get("csrf_token", "")).encode()
        said = hashlib.sha256(whose + CHANCE.sub(b"", response.get_data()))
        g.kept_tag = said.hexdigest()[:24]
        response.set_etag(g.kept_tag, weak=True)
    return response


def _hand_over(response: Response) -> Response:
    if tag := g.pop("kept_tag", ""):
        request.environ[MAY] = tag
    return response


def _can_be_kept(response: Response) -> bool:
    """A page alone, that says nothing of how it may be stored and changed nothing of the session."""
    plain = response.status_code == 200 and response.mimetype == "text/html" and not response.is_streamed
    own = session.modified or "status" in g or {"Set-Cookie", "Cache-Control"} & set(response.headers.keys())
    return plain and not own and len(response.get_data()) <= LARGEST_BYTES


def _send(page: Kept, environ: Environ, start: Start) -> Iterable[bytes]:
    if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(page.tag):
        start("304 Not Modified", [pair for pair in page.headers if pair[0].lower() not in NOT_WITH_304])
        return []
    start("200 OK", list(page.headers))
    return [page.body]
