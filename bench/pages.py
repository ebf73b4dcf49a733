"""The pages that are measured, and what each is held to."""

from __future__ import annotations

from dataclasses import dataclass

from bench.scale import PAGE, Made


@dataclass(frozen=True)
class Page:
    """``floor``: least share of the limit, in percent (None: none is set). ``browser``: as browsers ask, compressed.

    ``unchanged``: asked by a browser that has the page already.
    """

    name: str
    path: str
    signed_in: bool
    floor: int | None = None
    browser: bool = False
    unchanged: bool = False

    def headers(self, made: Made) -> dict[str, str]:
        cookie = {"Cookie": made.cookie} if self.signed_in else {}
        return cookie | ({"Accept-Encoding": "gzip, br"} if self.browser else {})


FIRST, LAST = "long thread, first page", "long thread, last page"
POSTING = "posting an answer"


def pages(made: Made) -> list[Page]:
    last = (made.scale.long - 1) // PAGE + 1
    return [
        Page("thread, signed in", made.thread, True, 35),
        Page("thread, signed in, compressed", made.thread, True, None, browser=True),
        Page("thread, signed in, not changed", made.thread, True, 60, unchanged=True),
        Page("thread, anonymous", made.thread, False, 60),
        Page(FIRST, made.long_thread, True),
        Page(LAST, f"{made.long_thread}?page={last}", True),
        Page("home, signed in", "/", True, 20),
        Page("front, anonymous", "/", False),
        Page("list of threads, signed in", "/discussions/forum/", True, 20),
        Page("list of statements, signed in", "/statements/", True, 20),
        Page("statement, signed in", made.statement, True, 20),
        Page("ballot and its tally, signed in", made.ballot, True),
        Page("search, signed in", "/search?q=validation+data", True),
    ]
