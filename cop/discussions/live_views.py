"""A thread for paper, and for a page that was left open: what came since."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, request
from flask_babel import ngettext

from cop.discussions import arriving, page_queries, queries, reading_queries, showing
from cop.discussions.reading_queries import Reading
from cop.kernel.permits import public
from cop.kernel.web import Pages, by_script

pages = Pages("open_threads", "/discussions")
AT = "/<space>/<int:id>-<slug>"


@pages.get(f"{AT}/since/<int:seq>", public, page_queries.standing)
def since(thread: Any) -> Any:
    """How many posts have a higher number; told again only when that changed."""
    count = max(thread.posts - (request.view_args or {})["seq"], 0)
    says = ngettext("%(num)d new answer", "%(num)d new answers", count) if count else ""
    told = jsonify(count=count, says=says)
    told.add_etag(weak=True)
    return told.make_conditional(request)


@pages.get(f"{AT}/after/<int:seq>", public, reading_queries.reading)
def after(reading: Reading) -> Any:
    """What came after the post of that number, for a page that is open; who comes without one is led to the posts."""
    seq, said = (request.view_args or {})["seq"], request.args.get("said", 0, type=int)
    if not by_script():
        return redirect(queries.address(reading, seq=said or seq + 1))
    return arriving.told(reading, seq, said)


@pages.get(f"{AT}/print", public, reading_queries.reading)
def on_paper(reading: Reading) -> Any:
    if (request.view_args or {})["id"] != reading.id:
        return redirect(f"{queries.address(reading)}/print")
    return showing.on_paper(reading)
