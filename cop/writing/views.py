"""What writing needs beside the form: whom one can name, and where a ref leads."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from cop.kernel import refs
from cop.kernel.permits import public
from cop.kernel.refs import Resolved
from cop.kernel.web import Pages
from cop.kernel.words import country
from cop.spaces.models import Space
from cop.spaces.queries import by_slug
from cop.writing import people
from cop.writing.permits import may_name

pages = Pages("writing")


def thing(viewer: Any, kind: str, id: int) -> Resolved | None:
    named = refs.ref(kind, id)
    return refs.resolve([named], viewer).get(named)


@pages.get("/refs/<kind>:<int:id>", public, thing)
def lead(thing: Resolved) -> Any:
    """Where the texts' links to things of this site lead when nobody has put in their addresses."""
    return redirect(thing.address)


@pages.get("/writing/<slug>/people", may_name, by_slug)
def suggest(space: Space) -> Any:
    """Those whose names begin as ``q``: what stands after an @ for each, and a line that says who it is."""
    found = people.suggested(request.args.get("q", ""), space.id)
    return [{"name": f"@{one.slug}", "says": f"{one.name}, {_of(one)}"} for one in found]


def _of(one: Any) -> str:
    return f"{one.group}, {country(one.country)}"
