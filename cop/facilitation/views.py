"""What needs a hand in the discussions that one looks after."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.facilitation import actions, permits, queries
from cop.kernel import clock
from cop.kernel.web import Pages, actor, page, to

pages = Pages("facilitation", "/facilitation")


@pages.get("/", permits.may_tend)
def index() -> Any:
    tended = queries.tended(actor(), clock.lately())
    noted = permits.SOMEWHERE.holds(actor(), None)
    return page("facilitation/index.html", tended=tended, noted=noted, quiet=queries.is_quiet(actor()))


@pages.post("/note", permits.may_tend)
def note() -> Any:
    actions.choose_note(None, request.form.get("wanted") == "yes", actor=actor())
    return to("facilitation.index")
