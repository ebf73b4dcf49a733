"""Who may do what, as the routes declare it: for the page that administrators read and the document made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Flask

from cop.kernel.errors import N_
from cop.kernel.permits import Permit, Who

SHOWN = ("GET", "POST")
HEAD = """\
# Permissions

Who gets where, as the code declares it. Made by `make permissions`; a test tells when it is out of date. The same table
is at `/secretariat/permissions` for officers and administrators.

"GET" shows a page, "POST" does something. A person is let in who is one of those named, if the condition holds too.
Things in a space that a person may not read are not there for that person, whatever this table says: the address
answers as if there were nothing. What only an address in a letter opens (confirming an address, a new password) is
open to everyone who holds that address. What needs a proof of who acts asks for a second factor of whoever has one, else
for the password, unless that was shown in the last 15 minutes.
"""
PROVEN = N_("Needs a proof of who acts, from the last 15 minutes.")


@dataclass(frozen=True)
class Route:
    """An address and its methods, with the permit that its guard asks."""

    rule: str
    methods: tuple[str, ...]
    permit: Permit
    fresh: bool = False

    @property
    def part(self) -> str:
        """The first step of the address, which names the part of the platform."""
        return f"/{self.rule.split('/')[1]}"

    @property
    def who(self) -> tuple[Who, ...]:
        return self.permit.who

    @property
    def condition(self) -> str:
        """What those hear (a message id) who are named and yet refused; "" where naming them is all."""
        return self.permit.refusal if self.permit.when else ""


def routes(app: Flask) -> list[Route]:
    """Every route that declares a permit, by address."""
    views: dict[str, Any] = {**app.view_functions}
    found = [
        Route(rule.rule, tuple(m for m in SHOWN if m in (rule.methods or ())), view.permit, view.fresh)
        for rule in app.url_map.iter_rules()
        if hasattr(view := views[rule.endpoint], "permit")
    ]
    return sorted(found, key=lambda route: (route.part, route.rule, route.methods))


def parts(app: Flask) -> list[tuple[str, list[Route]]]:
    """The routes of each part of the platform."""
    return [(part, list(listed)) for part, listed in groupby(routes(app), key=lambda route: route.part)]


def document(app: Flask) -> str:
    """The table as Markdown, in English."""
    return "\n".join([HEAD, *(line for part, listed in parts(app) for line in _section(part, listed))])


def _section(part: str, listed: Iterable[Route]) -> Iterator[str]:
    yield f"## {part}\n"
    yield "| address | method | open to | condition |"
    yield "| --- | --- | --- | --- |"
    for route in listed:
        who = ", ".join(one.words for one in route.who)
        condition = " ".join(one for one in (route.condition, PROVEN if route.fresh else "") if one)
        yield f"| `{route.rule}` | {', '.join(route.methods)} | {who} | {condition} |"
    yield ""
