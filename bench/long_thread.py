"""One thread of very many posts beside one of a single page: each way of reading it, made anew. The ratios count."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask

from bench import community, inside, people, threads
from bench.pages import Page
from bench.scale import BEGUN, PAGE, Made, Scale
from cop.app import create_app
from cop.discussions.rules import PRINTED, page_of
from cop.kernel import schema
from cop.kernel.db import write_apart


@dataclass(frozen=True)
class TwoThreads(Scale):
    """The long thread has all posts but those of one page."""

    @property
    def long(self) -> int:
        return max(self.posts - PAGE, 1)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench thread", description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000, help="of the long thread (100,000)")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        print("\n".join(lines(run(Path(folder), told.posts))))


def run(folder: Path, posts: int) -> list[tuple[str, inside.Look]]:
    """Every way of reading, by name, the thread of one page first."""
    scale = TwoThreads(posts + PAGE, 500, 0, 0)
    app = create_app(community.configuration(folder))
    made = make(app, folder, scale)
    return [(page.name, inside.look(app, page, made)) for page in ways(made)]


def make(app: Flask, folder: Path, scale: Scale) -> Made:
    """Threads and people alone: nothing else is read."""
    with app.test_request_context():
        schema.migrate()
        community.found()
        write_apart(lambda connection: people.write(connection, scale))
        write_apart(lambda connection: threads.write(connection, scale))
        here = [f"/discussions/forum/{id}-thread-{id}" for id in (threads.MEASURED, 1)]
        return Made(folder, scale, community.signed_in(app), *here, statement="", ballot="")


def ways(made: Made) -> list[Page]:
    here, posts = made.long_thread, made.scale.long
    last, middle = page_of(posts), page_of(posts // 2)
    day = (BEGUN + timedelta(days=1) + posts // 2 * threads.BETWEEN_POSTS).date()
    return [
        Page("a thread of one page", made.thread, True),
        Page("first page", here, True),
        Page("page in the middle", f"{here}?page={middle}", True),
        Page("last page", f"{here}?page={last}", True),
        Page("to a post by its number", f"{here}?from={posts - 1}", True),
        Page("to a day", f"{here}?on={day}", True),
        Page("what came since", f"{here}/since/{posts - 3}", True),
        Page("to print, first part", f"{here}/print", True),
        Page("to print, last part", f"{here}/print?page={page_of(posts, PRINTED)}", True),
        Page("what is new in all spaces", "/discussions/across", True),
    ]


def lines(looks: list[tuple[str, inside.Look]]) -> Iterator[str]:
    usual = looks[0][1].made_ms
    yield f"{'':30}{'SQL':>5}{'made ms':>10}{'x one page':>12}{'HTML kB':>9}"
    for name, look in looks:
        yield (
            f"{name:30}{look.sql:5}{look.made_ms:10.2f}{look.made_ms / usual:12.2f}{len(look.html) / 1000:9.1f}"
        )
