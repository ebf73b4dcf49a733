"""Walking through the pages as one kind of person: every example address, and every link found on the way."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.trust import probing
from tests.trust.community import Community

HREF = re.compile(r'(?:href|src|action)="([^"]+)"')
MOST = 1_500  # pages; far more than there are
LEFT_OUT = re.compile(r"/static/|/join/(?:confirm|question|invited)/|/secretariat/ledger/\?|.*\.pdf$|/demo")
"""Files; the links that tell their holder what was asked; the ledger filtered (its entries are met unfiltered); paper
(the print page says the same); the demonstration's letters, which anyone reads there."""


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


def walk(app: Flask, town: Community, kind: str) -> Iterator[tuple[str, TestResponse]]:
    """Every page that a person of ``kind`` comes to, the refusals too; each address once."""
    client = probing.browser(app, town, kind)
    waiting = starts(app, town, kind)
    known = set(waiting)
    while waiting and len(known) < MOST:
        path = waiting.pop()
        answer = client.get(path)
        yield path, answer
        if answer.mimetype == "text/html":
            fresh = {one for one in links(path, answer.text) if not LEFT_OUT.match(one)} - known
            known |= fresh
            waiting += sorted(fresh)
