"""Who is there: tapped in by who runs the meeting, or arrived through its link."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.kernel.db import db
from cop.kernel.errors import Missing
from cop.kernel.forms import Press, whole
from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import permits
from cop.meetings.company import queries as company_queries
from cop.meetings.company.naming import called
from cop.meetings.room import arriving, presence_actions, presence_queries, pulse
from cop.meetings.room.forms import AttendanceForm
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence
from cop.members.models import Member

pages = Pages("presence", "/meetings")


def _shown(meeting: Occurrence) -> dict[str, Any]:
    asked, cursor = request.args.get("q", ""), request.args.get("at", "")
    company = company_queries.company(meeting)
    return {
        "meeting": meeting,
        "asked": asked,
        "cursor": cursor,
        "people": presence_queries.to_tap(meeting, asked, cursor),
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
        there=presence_queries.attends(actor(), meeting),
        address=address,
    )


@pages.form("/<int:id>-<slug>/attendance", permits.may_organise, queries.meeting)
def attendance(meeting: Occurrence) -> Any:
    there = presence_queries.present_ids(meeting)
    form = AttendanceForm(present=sorted(there))
    form.offer(presence_queries.expected(meeting))

    def act() -> None:
        offered = {id for id, _label in form.present.choices}
        ids = [*form.present.data, *sorted(there - offered)]  # who was tapped in and is not offered stays
        present = [db.session.get_one(Member, id) for id in ids]
        present += [called(name, "others") for name in form.names]
        presence_actions.take_attendance(meeting, present, actor=actor())

    return submit(form, act, lambda _none: queries.address(meeting)) or page(
        "meetings/attendance.html", form=form, meeting=meeting, address=queries.address(meeting)
    )
