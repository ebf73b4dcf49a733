"""The page that finds things; its form is its address."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.kernel import clock
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page
from cop.search import forms, indexing, queries

pages = Pages("search")


@pages.get("/search", public)
def search() -> Any:
    since = request.args.get("since", "")
    offered = forms.choices(actor())
    asked = forms.asked(request.args, offered)
    found = queries.answer(asked, actor(), clock.lately())
    return page(
        "search/search.html",
        asked=asked,
        since=since if asked.since else "",
        offered=offered,
        narrowed=asked.newest or asked.since or any(getattr(asked, name) for name in offered),
        found=found,
        kinds=indexing.sources(),
        most=queries.MOST,
        size=queries.SIZE,
        longest=forms.LONGEST,
        whole=indexing.is_whole(),
        at=lambda number: forms.address(asked, since, number),
    )
