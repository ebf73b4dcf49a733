"""Calendars to subscribe to: the public one, a public space's, and a member's own by a secret address."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.calendars import actions, queries
from cop.kernel import clock
from cop.kernel.forms import Press
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, answer, attempt, keep_nowhere, page, to
from cop.meetings.calendar import ics, ics_readers
from cop.members import queries as member_queries
from cop.members.models import Member
from cop.members.permits import may_keep_account
from cop.spaces.models import Space

pages = Pages("calendars", "/calendar")


@pages.get("/", public)
def index() -> Any:
    feed = queries.feed_of(actor()) if actor().is_member else None
    return page("calendars/index.html", spaces=queries.public_spaces(), feed=feed)


@pages.post("/own", may_keep_account, member_queries.oneself)
def make(member: Member) -> Any:
    """The address is shown on the answer itself: only its hash is kept."""
    taken, secret = attempt(Press(), lambda: actions.make_address(member, actor=member))
    if not taken:
        return to("calendars.index")
    keep_nowhere()
    return page("calendars/made.html", address=url_for("calendars.own", secret=secret, _external=True))


@pages.post("/own/revoke", may_keep_account, member_queries.oneself)
def revoke(member: Member) -> Any:
    actions.revoke_address(member, actor=member)
    flash(_("Your calendar address opens nothing any more."))
    return to("calendars.index")


@pages.get("/public.ics", public)
def everybody() -> Any:
    return _calendar(queries.of_everybody(clock.now()), _("Public meetings"), where=False)


@pages.get("/spaces/<slug>.ics", public, queries.public_space)
def space(space: Space) -> Any:
    return _calendar(queries.of_everybody(clock.now(), space.slug), space.title, where=False)


@pages.get("/own/<secret>.ics", public, queries.owner)
def own(member: Member) -> Any:
    """As its owner may see it, whoever fetches it; ``?space=slug`` narrows it to one space."""
    keep_nowhere()
    listed = queries.of_member(member, clock.now(), request.args.get("space", ""))
    return _calendar(listed, _("Meetings"), where=True)


def _calendar(listed: queries.Listed, name: str, where: bool) -> Any:
    body = ics.calendar(listed, ics_readers.reader(lambda _series: where), name)
    response = answer(body, "text/calendar; charset=utf-8")
    response.add_etag()
    return response.make_conditional(request)
