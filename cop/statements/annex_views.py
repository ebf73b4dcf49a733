"""What countries made of a published statement: the history of each, and the form of its regulator."""

from __future__ import annotations

from typing import Any

from cop.kernel import words
from cop.kernel.web import actor, page, submit
from cop.statements import annex_actions, annex_queries, permits, shown
from cop.statements.annex_forms import AnnexForm
from cop.statements.annexes import Annex, Place
from cop.statements.views import pages


@pages.get("/<address>/in/<country>", permits.may_read, annex_queries.place)
def annex(place: Place) -> Any:
    """All that the country's regulators entered, for everyone."""
    return page(
        "statements/annex.html",
        statement=place.statement,
        country=place.country,
        entries=annex_queries.history(place),
        enters=permits.may_enter_annex(actor(), place),
    )


@pages.form("/<address>/in/<country>/enter", permits.may_enter_annex, annex_queries.place)
def enter_annex(place: Place) -> Any:
    now = annex_queries.current(place)
    form = AnnexForm(data=_as_it_stands(now))

    def act() -> Annex:
        made: Annex = annex_actions.enter_annex(place, form.told, form.version.number, actor=actor())
        return made

    done = submit(form, act, lambda _made: f"{shown.address(place.statement)}#countries")
    if form.stale and now:
        form.stale.theirs = annex_queries.said(now)
    return done or page(
        "statements/enter_annex.html",
        statement=place.statement,
        form=form,
        country=place.country,
        name=words.country(place.country),
    )


def _as_it_stands(annex: Annex | None) -> dict[str, Any]:
    if annex is None:
        return {"version": 0}
    fields = ("uptake", "instrument", "dated", "link")
    return {"version": annex.n} | {name: getattr(annex, name) for name in fields}
