"""Who is there: tapped in by who runs the meeting, or arrived through its link."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.kernel.db import db
from cop.kernel.errors import Missing
from cop.kernel.forms import Press, whole
from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import arriving, company_queries, permits, presence_actions, pulse, queries, room_queries
from cop.meetings.models import Occurrence
from cop.members.models import Member

pages = Pages("presence", "/meetings")


def _shown(meeting: Occurrence) -> dict[str, Any]:
    asked, cursor = request.args.get("q", ""), request.args.get("at", "")
    company = company_queries.company(meeting)
    return {
        "meeting": meeting,
        "asked": asked,
        "cursor": cursor,
        "people": room_queries.to_tap(meeting, asked, cursor),
        "present": company.people if company.present else 0,
    }


@pages.get("/<int:id>-<slug>/room/present", permits.may_organise, queries.meeting)
def present(meeting: Occurrence) -> Any:
    """Those who are expected, to be tapped in as they come."""
    return page("meetings/present.html", address=queries.address(meeting), **_shown(meeting))


@pages.get("/<int:id>-<slug>/room/present/live", permits.may_organise, queries.meeting)
def present_live(meeting: Occurrence) -> Any:
    asked = request.full_path
    return pulse.answer(meeting, lambda: page("meetings/present_live.html", **_shown(meeting)), asked)


@pages.post("/<int:id>-<slug>/room/present", permits.may_organise, queries.meeting)
def tap(meeting: Occurrence) -> Any:
    """``there``: "1" comes, "" goes."""
    member = db.session.get(Member, whole(request.form.get("member")))
    if member is None:
        raise Missing()
    act = presence_actions.mark_present if request.form.get("there") else presence_actions.mark_absent
    act(meeting, member, actor=actor())
    kept = {name: request.form[name] for name in ("q", "at") if request.form.get(name)}
    return to("presence.present", id=meeting.id, slug=meeting.slug, **kept)


@pages.form("/<int:id>-<slug>/arrive/<code>", permits.may_enter_room, arriving.meeting)
def arrive(meeting: Occurrence) -> Any:
    form, address = Press(), queries.address(meeting)
    done = submit(
        form, lambda: presence_actions.arrive(meeting, actor=actor()), lambda _none: address + "/room"
    )
    return done or page(
        "meetings/arrive.html",
        form=form,
        meeting=meeting,
        there=room_queries.attends(actor(), meeting),
        address=address,
    )
