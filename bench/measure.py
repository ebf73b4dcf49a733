"""One community, its pages and their limits, each page right after its limit: the machine's moods hit both alike."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import community, inside, load, posting
from bench.pages import POSTING, Page, pages
from bench.scale import Made
from bench.server import LIMIT, Server, free_port, running
from cop.app import create_app
from cop.kernel import keys


@dataclass(frozen=True)
class Figures:
    """Of one page: requests a second, ``share`` of the limit in percent, ``cpu_ms`` a request, bytes raw and sent.

    ``made_ms`` and ``sql`` are of a page that has to be made, because something was written since.
    """

    name: str
    rate: float
    cpu_ms: float
    share: float = 0.0
    floor: int | None = None
    made_ms: float = 0.0
    sql: int = 0
    raw: int = 0
    sent: int = 0


@dataclass(frozen=True)
class Run:
    """All figures of one scale; ``memory`` after the load: of the workers, and with what started them, in bytes."""

    scale: str
    figures: tuple[Figures, ...]
    memory: tuple[int, int]


def run(name: str, made: Made, seconds: float) -> Run:
    app = create_app(community.configuration(made.folder))
    listed = pages(made)
    looks = [inside.look(app, page, made) for page in listed]
    kept = _keep(made.folder, [look.html for look in looks])
    here, limits = (community.configuration(made.folder, free_port()) for _ in range(2))
    with (
        running(here, "/healthz") as site,
        running(limits, "/plain/0", LIMIT, BENCH_PAGES=str(kept)) as limit,
    ):
        figures = list(_all(listed, looks, made, site, limit, seconds))
        figures.append(_posting(site, made, seconds))
        return Run(name, tuple(figures), site.memory())


def _keep(folder: Path, bodies: list[bytes]) -> Path:
    """The pages' bytes and the key of the cookies, where the limit's server finds them."""
    kept = folder / "limit"
    kept.mkdir(exist_ok=True)
    for number, body in enumerate(bodies):
        (kept / str(number)).write_bytes(body)
    (kept / "secret.key").write_bytes(keys.kept_secret(folder, "cookies"))
    return kept


def _all(
    listed: list[Page],
    looks: list[inside.Look],
    made: Made,
    site: Server,
    limit: Server,
    seconds: float,
) -> Iterator[Figures]:
    for number, (page, look) in enumerate(zip(listed, looks, strict=True)):
        kind = "cookie" if page.signed_in else "plain"
        most, _cpu = _press(limit, f"/{kind}/{number}", page.headers(made), seconds / 2)
        asked = page.headers(made) | (_tag(site, page, made) if page.unchanged else {})
        rate, cpu = _press(site, page.path, asked, seconds)
        share, sizes = 100 * rate / most, (len(look.html), look.sent)
        yield Figures(page.name, rate, cpu, share, page.floor, look.made_ms, look.sql, *sizes)


def _tag(site: Server, page: Page, made: Made) -> dict[str, str]:
    """What a browser sends that has the page; the mark of what was read has been written by then."""
    for _ in range(2):
        asked = urllib.request.Request(site.base + page.path, headers=page.headers(made))
        with urllib.request.urlopen(asked) as answer:
            tag = answer.headers["ETag"]
        time.sleep(0.5)
    return {"If-None-Match": tag}


def _press(server: Server, path: str, headers: dict[str, str], seconds: float) -> tuple[float, float]:
    """(requests a second, CPU ms a request)."""
    load.press(server.base + path, 1.0, headers)  # warms what is kept between requests
    before = server.cpu_seconds()
    done, took = load.press(server.base + path, seconds, headers)
    return done / took, 1000 * (server.cpu_seconds() - before) / max(done, 1)


def _posting(site: Server, made: Made, seconds: float) -> Figures:
    before = site.cpu_seconds()
    done, took = posting.press(site.base, made, seconds)
    return Figures(POSTING, done / took, 1000 * (site.cpu_seconds() - before) / max(done, 1))
