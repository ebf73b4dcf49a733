"""Someone at a browser: reads, fills in, presses; every page met must be accessible and whole."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

AXE = Axe()


class Person:
    """One browser of its own. ``persona``: signed in by its button on the demonstration's page."""

    def __init__(self, chromium: Browser, address: str, persona: str = "", width: int = 1280) -> None:
        self.address = address
        self.page: Page = chromium.new_context(viewport={"width": width, "height": 900}).new_page()
        self.page.set_default_timeout(30_000)
        if persona:
            self.go("/demo")
            self.page.locator(f"form:has(input[value='{persona}']) button").click()
            self.page.wait_for_load_state()

    def go(self, path: str) -> None:
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        assert answer and answer.status == 200, (path, answer and answer.status)
        self.look()

    def look(self) -> None:
        """What anyone would notice: the page is not an error, has one title, fits, and axe finds nothing."""
        self.page.wait_for_load_state()
        assert self.page.locator("h1").count() == 1, self.page.url
        found = AXE.run(self.page)
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

    def take(self, stance: str, **words: str) -> None:
        """Takes a position: its shape is pressed, its fields open in place and are filled in."""
        self.page.locator(f"main input[name='stance'][value='{stance}']").check()
        if stance in ("reserve", "object"):
            self.page.locator(f"main select[name='{stance}_clause']").select_option("3" if words else "")
        for name, typed in words.items():
            self.page.locator(f"main textarea[name='{name}']").fill(typed)

    def press(self, label: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=label, exact=False).first.click()
        self.look()

    def follow(self, label: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=label, exact=False).first.click()
        self.look()

    def reads(self, words: str) -> bool:
        return words in re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    @property
    def at(self) -> str:
        return self.page.url.removeprefix(self.address)
