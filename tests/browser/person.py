"""Someone at a browser: reads, fills in, presses; every page met must be accessible and whole."""

import re
import time
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

AXE = Axe()
BRIEFLY = {"resultTypes": ["violations"]}  # every rule is asked; of what passes no list is made
ZONE = ZoneInfo("Asia/Singapore")  # the personas'
PHONE = 360


class Pace:
    """How long a look at a page takes here, so that what must end by itself leaves time for what comes before."""

    looks, seconds = 0, 0.0

    @classmethod
    def enough(cls, looks: int) -> float:
        """Seconds in which so many pages can be looked at with ease; a minute at least."""
        return max(60.0, 1.5 * looks * cls.seconds / max(cls.looks, 1))


def wall(**ahead: int) -> str:
    """So long from now, as the personas write it; the next whole minute."""
    return f"{datetime.now(ZONE) + timedelta(**ahead) + timedelta(seconds=59):%Y-%m-%dT%H:%M}"


def day(**ahead: int) -> str:
    return f"{datetime.now(ZONE) + timedelta(**ahead):%Y-%m-%d}"


class Person:
    """One browser of its own. ``persona``: signed in by its button on the demonstration's page.

    ``width`` in pixels, ``dark``: the scheme it asks for, ``script``: whether it runs any.
    """

    known: ClassVar[set[tuple[str, int, bool]]] = set()
    """Who came with which eyes before."""

    def __init__(
        self,
        chromium: Browser,
        address: str,
        persona: str = "",
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
    ) -> None:
        self.address, self.script = address, script
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        if persona:
            self._enter(persona, known=(persona, width, dark) in self.known)
            self.known.add((persona, width, dark))

    def _enter(self, persona: str, known: bool) -> None:
        """What those eyes saw when they came the first time is not looked at again."""
        look = self.page.wait_for_load_state if known else self.look
        self.page.goto(f"{self.address}/demo")
        look()
        self.page.locator(f"form:has(input[value='{persona}']) button").click()
        look()

    def go(self, path: str) -> None:
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        assert answer and answer.status == 200, (path, answer and answer.status)
        self.look()

    def look(self) -> None:
        """What anyone would notice: the page is not an error, has one title, fits, and axe finds nothing.

        Where no script runs neither does axe; the same pages are met by others.
        """
        begun = time.monotonic()
        self.page.wait_for_load_state()
        assert self.page.locator("h1").count() == 1, self.page.url
        if self.script:
            self._examine()
        Pace.looks, Pace.seconds = Pace.looks + 1, Pace.seconds + time.monotonic() - begun

    def _examine(self) -> None:
        found = AXE.run(self.page, options=BRIEFLY)
        assert not found.response["violations"], f"{self.page.url}\n{found.generate_report()}"
        wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{self.page.url} is {wider} pixels too wide"

    def fill(self, **fields: str) -> None:
        """Types into the fields of those names."""
        for name, words in fields.items():
            self.page.locator(f"main [name='{name}']").first.fill(words)

    def choose(self, **fields: str) -> None:
        """Chooses options of selects, or checks radios and boxes, by value."""
        for name, value in fields.items():
            select = self.page.locator(f"main select[name='{name}']")
            if select.count():
                select.select_option(value)
            else:
                self.page.locator(f"main input[name='{name}'][value='{value}']").check()

    def press(self, label: str, within: str = "main") -> None:
        self.page.locator(within).get_by_role("button", name=label).first.click()
        self.look()

    def follow(self, label: str, within: str = "main") -> None:
        self.page.locator(within).get_by_role("link", name=label).first.click()
        self.look()

    def refused(self) -> bool:
        """Whether a field of this page says what is wrong with it."""
        return self.page.locator("main [aria-invalid='true']").count() > 0

    def reads(self, words: str) -> bool:
        return words in re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def fetched(self, label: str) -> Any:
        """The answer behind a link of that name, as one saves it."""
        link = self.page.get_by_role("main").get_by_role("link", name=label).first
        answer = self.page.context.request.get(self.address + link.get_attribute("href"))
        assert answer.ok, (label, answer.status)
        return answer

    @property
    def at(self) -> str:
        """The address of the page, without what leads into it."""
        return re.split("[?#]", self.page.url.removeprefix(self.address))[0]
