"""Answers posted one after another on one connection, each with a form key of its own, as a browser would."""

from __future__ import annotations

import http.client
import re
import secrets
import time
from urllib.parse import urlencode, urlsplit

from bench.load import Trouble
from bench.scale import Made

TEXT = (
    "We saw the same in our ward, and wrote it down.\n\nThe **threshold** was too low for patients over 60."
)


def press(base: str, made: Made, seconds: float) -> tuple[int, float]:
    """(answers taken, seconds). Raises Trouble when one is refused."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
    headers = {"Cookie": made.cookie}
    connection.request("GET", made.thread, headers=headers)
    token = _token(connection.getresponse().read().decode())
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    begun, done = time.perf_counter(), 0
    while time.perf_counter() < begun + seconds:
        _post(connection, made.thread, token, headers)
        done += 1
    connection.close()
    return done, time.perf_counter() - begun


def _token(html: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
    if found is None:
        raise Trouble("the thread's page has no form to answer with")
    return found[1]


def _post(connection: http.client.HTTPConnection, path: str, token: str, headers: dict[str, str]) -> None:
    fields = {"csrf_token": token, "form_key": secrets.token_urlsafe(18), "text": TEXT, "language": "en"}
    connection.request("POST", path, urlencode(fields), headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 303:
        raise Trouble(f"{path}: an answer was refused with status {answer.status}")
