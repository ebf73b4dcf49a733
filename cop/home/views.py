"""The first page: what awaits a member; what the community is, for everyone else."""

from __future__ import annotations

from typing import Any

from cop.home import queries
from cop.kernel import clock
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page

pages = Pages("home")


@pages.get("/", public)
def first() -> Any:
    return _member() if actor().is_member else _front()


def _member() -> str:
    now = clock.lately()
    return page(
        "home/member.html",
        today=now,
        awaiting=queries.awaiting(actor(), now),
        news=queries.news(actor(), now),
    )


def _front() -> str:
    members, countries = queries.presence()
    parts = queries.front(clock.lately())
    return page("home/front.html", parts=parts, members=members, countries=countries, groups=queries.groups())
