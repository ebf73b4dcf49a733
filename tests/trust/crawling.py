"""Walking through the pages as one kind of person: every example address, and every link found on the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

from flask import Flask

from tests.trust import probing
from tests.trust.community import Community

HREF = re.compile(r'(?:href|src|action)="([^"]+)"')
MOST = 3_000  # pages; far more than there are
LEFT_OUT = re.compile(
    r"/static/|/sign-in\?|/join/(?:confirm|question|invited)/|/secretariat/ledger/\?|[^?]*\?.*&|.*\.pdf$|/demo"
)
"""Files; the way back behind every "sign in"; the links that tell their holder what was asked; the ledger filtered, and
other lists narrowed twice (their rows are met in the wider ones); paper (the print page says the same); letters of the
demonstration, which anyone reads there."""


@dataclass(frozen=True)
class Met:
    """What was told at ``path``: headers and, of text, what it says. ``page``: a page of HTML that was shown."""

    path: str
    headers: str
    text: str
    page: bool

    def all(self) -> str:
        """But for the way back to the very address that was asked, which stands behind every "sign in"."""
        return f"{self.headers}\n{self.text}".replace(f"next={quote(self.path.partition('?')[0])}", "")


def starts(app: Flask, town: Community, kind: str) -> list[str]:
    return [
        path.format(**town.own[kind])
        for rule, method in probing.rules(app)
        if method == "GET" and not LEFT_OUT.match(rule.rule)
        for path in probing.examples(town, rule.rule).values()
    ]


def links(page: str, text: str) -> Iterator[str]:
    """Addresses of ours in a page, as far as they can be asked by GET."""
    for found in HREF.findall(text):
        parts = urlsplit(urljoin(page, unescape(found)))
        if parts.scheme in ("", "http") and parts.netloc in ("", "localhost") and parts.path.startswith("/"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def walk(app: Flask, town: Community, kind: str) -> Iterator[Met]:
    """Every page that a person of ``kind`` comes to, the refusals too; each address once."""
    client = probing.browser(app, town, kind)
    waiting = starts(app, town, kind)
    known = set(waiting)
    while waiting:
        assert len(known) < MOST, f"{kind} comes to more addresses than a walk takes"
        path = waiting.pop()
        answer = client.get(path)
        html, text = answer.mimetype == "text/html", answer.get_data().decode("utf-8", "replace")
        yield Met(path, str(answer.headers), text, html and not 300 <= answer.status_code < 400)
        if html:
            fresh = {one for one in links(path, text) if not LEFT_OUT.match(one)} - known
            known |= fresh
            waiting += sorted(fresh)
