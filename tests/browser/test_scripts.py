"""What people wrote is never run: scripts in every text of the database, each page in Chromium, policy on and off."""

import re
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import JSON, Text

from cop.kernel import text
from cop.kernel.db import db
from tests import running
from tests.browser.person import Person
from tests.kernel.markup import SCRIPTS

pytestmark = [pytest.mark.browser, pytest.mark.long]
PAYLOAD = (
    "\"'><img src=x onerror=alert(1)><svg/onload=alert(2)></title></textarea><script>alert(3)</script>{{7*7}}"
)
HTML = "".join(text.write(one).html for one in SCRIPTS)
# What would run, at once or when somebody clicks; pages hold none of it.
LIVE = """() => [...document.querySelectorAll('*')].filter((one) =>
    [...one.attributes].some((a) => a.name.startsWith('on') || /^\\s*(javascript|vbscript|data:text)/i.test(a.value))
    || (one.tagName === 'SCRIPT' && !one.src) || ['IFRAME', 'OBJECT', 'EMBED', 'STYLE'].includes(one.tagName)
).map((one) => one.outerHTML.slice(0, 200))"""
KEPT_APART = ("ballot", "search", "outbox", "ledger", "limit", "submission", "session", "token", "alembic")
PAGES = 24  # of each kind of person
SKIPPED = re.compile(
    r"/(demo|static|language|setup|sign-out)|\.(pdf|docx|xlsx|csv|json|ics|bib|txt|atom|py)$|/report\."
)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """A demonstration of its own, in SQLite whatever the suite runs on: pages do not know on which they stand."""
    with running.run(tmp_path_factory.mktemp("poisoned"), "--demo") as site:
        with closing(sqlite3.connect(site.data / "cop.sqlite3", timeout=30)) as raw, raw:
            assert poison(raw) > 60
        yield site


def poison(raw: sqlite3.Connection) -> int:
    """Puts scripts into every column that holds words, and what the renderer makes of scripts into every HTML."""
    raw.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    return sum(
        bool(poisoned_column(raw, t.name, c))
        for t in db.metadata.sorted_tables
        for c in t.c
        if is_words(t, c)
    )


def is_words(table, column) -> bool:
    return (
        type(column.type) is Text
        and not isinstance(column.type, JSON)
        and not table.name.startswith(KEPT_APART)
    )


def poisoned_column(raw, table, column) -> int:
    """Only columns with a space somewhere: keys, states and addresses have none."""
    name = f'"{column.name}"'
    if column.name.endswith("html"):
        return raw.execute(f'UPDATE "{table}" SET {name} = {name} || ?', [HTML]).rowcount
    if not raw.execute(f"SELECT 1 FROM \"{table}\" WHERE {name} LIKE '% %' LIMIT 1").fetchone():
        return 0
    return raw.execute(f'UPDATE "{table}" SET {name} = {name} || ?', [PAYLOAD]).rowcount


class Reader:
    """Someone who follows links; what ran, or would, is noted."""

    def __init__(self, chromium, address, persona, policy) -> None:
        self.person = Person(chromium, address)
        self.address, self.found = address, []
        context = chromium.new_context(bypass_csp=not policy)
        context.route(re.compile(r"\.css"), lambda route: route.abort())
        self.page = context.new_page()
        self.page.on("dialog", lambda dialog: (self.found.append(("ran", self.page.url)), dialog.dismiss()))
        self.page.on("console", self._heard)
        if persona:
            self.page.goto(f"{address}/demo")
            self.page.locator(f"form:has(input[value='{persona}']) button").click()

    def _heard(self, message) -> None:
        if "inline" in message.text and "ontent Security Policy" in message.text:
            self.found.append(("stopped by the policy", self.page.url, message.text[:200]))

    def read(self, most: int) -> int:
        """Up to ``most`` pages from the front page on, one of each kind first; how many."""
        waiting, met = (
            ["/", "/discussions/", "/meetings/", "/statements/", "/pilots/", "/people/", "/secretariat"],
            set(),
        )
        while waiting and len(met) < most:
            path = waiting.pop(0)
            if path in met:
                continue
            met.add(path)
            self.look(path)
            waiting = sorted(
                waiting + self.links(), key=lambda one: [kind(other) for other in met].count(kind(one))
            )
        return len(met)

    def look(self, path: str) -> None:
        answer = self.page.goto(self.address + path, wait_until="domcontentloaded")
        assert answer.status < 500, path
        self.found += [(path, live) for live in self.page.evaluate(LIVE)]

    def links(self) -> list[str]:
        hrefs = self.page.evaluate(
            "[...document.querySelectorAll('main a[href]')].map((a) => a.getAttribute('href'))"
        )
        own = [
            re.split("[?#]", href)[0] for href in hrefs if href.startswith("/") and not href.startswith("//")
        ]
        return [path for path in dict.fromkeys(own) if path and not SKIPPED.search(path)]


def kind(path: str) -> tuple[str, int, str]:
    """Two addresses of one kind of page, as far as one can tell: ids and names stand second in most."""
    parts = path.split("/")
    return parts[1], len(parts), parts[-1] if len(parts) > 3 else ""


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no_policy"])
@pytest.mark.parametrize("persona", ["", "clinician", "secretariat"])
def test_nothing_that_people_wrote_runs(chromium, poisoned, persona, policy):
    reader = Reader(chromium, poisoned.address, persona, policy)
    read = reader.read(PAGES if persona and not policy else PAGES // 3)
    assert reader.found == []
    assert read >= 8


def test_what_would_run_is_seen(chromium, poisoned):
    """The same eyes upon a page that does not escape."""
    reader = Reader(chromium, poisoned.address, "", False)
    reader.page.set_content(f'<p title="{PAYLOAD}">')
    reader.page.wait_for_timeout(300)
    assert ("ran", "about:blank") in reader.found or any(kind == "ran" for kind, *_ in reader.found)
    assert len(reader.page.evaluate(LIVE)) >= 2
