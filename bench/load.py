"""Load on a page: wrk where it is installed, else a few threads of our own, which are slower than the server."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

CONNECTIONS = 8
Headers = Mapping[str, str]


class Trouble(Exception):
    """A page under load answered with something else than 200, or 304 where that was asked for."""


def by() -> str:
    """Who makes the load, for the report."""
    return "wrk" if shutil.which("wrk") else "a client of our own (install wrk for ratios that mean more)"


def press(url: str, seconds: float, headers: Headers) -> tuple[int, float]:
    """(requests answered, seconds they took). Raises Trouble unless every answer was what was asked for."""
    return _wrk(url, seconds, headers) if shutil.which("wrk") else _own(url, seconds, headers)


def _wrk(url: str, seconds: float, headers: Headers) -> tuple[int, float]:
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(round(seconds), 1)}s", *told, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise Trouble(f"{url}: {said}")
    done, took, unit = re.search(r"(\d+) requests in ([\d.]+)(m?s)", said).groups()  # type: ignore[union-attr]
    return int(done), float(took) / (1000 if unit == "ms" else 1)


def _own(url: str, seconds: float, headers: Headers) -> tuple[int, float]:
    begun = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        counts = list(pool.map(lambda _: _ask(url, begun + seconds, headers), range(CONNECTIONS)))
    return sum(counts), time.perf_counter() - begun


def _ask(url: str, until: float, headers: Headers) -> int:
    parts, done = urlsplit(url), 0
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    while time.perf_counter() < until:
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        answer.read()
        if answer.status != (304 if "If-None-Match" in headers else 200):
            raise Trouble(f"{url}: {answer.status}")
        done += 1
    connection.close()
    return done
