"""The digest of reports: its page, the feed of what everyone may read, and whether the monthly letter comes."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, request
from flask_babel import gettext as _

from cop.delivery import level_actions
from cop.delivery.level_rules import Level as Letters
from cop.delivery.permits import may_choose_level
from cop.incidents import choices, digest_queries, lesson_queries, lessons, permits, shown
from cop.incidents.lesson_queries import Monthly
from cop.incidents.views import crumbs, pages
from cop.kernel import clock, feeding
from cop.kernel.addresses import outward
from cop.kernel.shared import shared
from cop.kernel.web import actor, answer, keep_nowhere, page, to


@pages.get("/digest/", permits.may_browse)
def digest() -> str:
    keep_nowhere()
    viewer = actor()
    return page(
        "incidents/digest.html",
        crumbs=crumbs(),
        digest=digest_queries.digest(viewer, clock.now().date()),
        words=choices.FAILURES,
        lessons=[(row, shown.title(row)) for row in digest_queries.lessons(viewer)],
        letters=lessons.wants(viewer) if viewer.is_member else None,
    )


@pages.post("/digest/letters", may_choose_level, lesson_queries.monthly)
def choose_letters(monthly: Monthly) -> Any:
    wanted = request.form.get("wanted") == "yes"
    level = Letters.NORMAL if wanted else Letters.MUTED
    level_actions.choose_level(monthly, level, actor=actor())
    flash(_("The letter comes once a month.") if wanted else _("The letter comes no more."))
    return to("incidents.digest", _anchor="letters")


@pages.get("/feed.atom", permits.may_browse)
def feed() -> Any:
    """The lessons of reports that everyone may read, each since it opened to everyone."""
    community = current_app.extensions["cop"].config.site_name
    title = _("What reports of incidents teach: %(community)s", community=community)
    items = [_item(row, since) for row, since in lesson_queries.public()]
    home, here = outward("incidents.digest"), outward("incidents.feed")
    return shared(answer(feeding.atom(home, here, title, community, items), "application/atom+xml"))


def _item(row: Any, since: Any) -> feeding.Item:
    address = outward("incidents.incident", uid=row.uid)
    return feeding.Item(address, shown.title(row), "", since, since, row.failure or row.kind, row.lesson)
