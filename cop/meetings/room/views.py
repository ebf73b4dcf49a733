"""The room: what a meeting does and takes down while it sits, on one page for all who take part."""

from __future__ import annotations

from typing import Any

from flask import url_for

from cop.kernel import clock
from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import permits, show
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.company import queries as company_queries
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.outcomes.forms import ActionForm
from cop.meetings.room import actions as room_actions
from cop.meetings.room import arriving, pulse
from cop.meetings.room import rules as room_rules
from cop.meetings.room import showing as room_showing
from cop.meetings.room.forms import ParkForm, PollForm, TakeForm
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import State

pages = Pages("room", "/meetings")


def address(meeting: Occurrence) -> str:
    return url_for("room.room", id=meeting.id, slug=meeting.slug)


def _live(meeting: Occurrence, organises: bool) -> dict[str, Any]:
    company, names = company_queries.company(meeting), company_queries.group_names()
    return room_showing.room(meeting, actor()) | {
        "organises": organises,
        "begun": clock.now() >= meeting.begins and meeting.state != State.cancelled.value,
        "company": company,
        "quorum": show.quorum(meeting, company, names),
        "now": clock.now(),
        "sits": room_rules.in_session(meeting.slot, clock.now()),
        "minutes_on": room_showing.minutes_on,
    }


@pages.get("/<int:id>-<slug>/room", permits.may_enter_room, queries.meeting)
def room(meeting: Occurrence) -> Any:
    organises, items = permits.may_organise(actor(), meeting), agenda_queries.agenda(meeting)
    forms: dict[str, Any] = {"take": TakeForm(), "give": ActionForm(), "ask": PollForm(), "park": ParkForm()}
    forms["take"].offer(items)
    forms["give"].offer(items)
    for field in forms["give"]:
        field.id = f"give-{field.id}"
    return page(
        "meetings/room.html",
        forms=forms,
        doors=room_rules.doors_open(meeting.slot, clock.now()),
        speech=show.speech(meeting),
        address=queries.address(meeting),
        arrival=arriving.address(meeting) if organises else "",
        picture=arriving.picture,
        **_live(meeting, organises),
    )


@pages.get("/<int:id>-<slug>/room/live", permits.may_enter_room, queries.meeting)
def live(meeting: Occurrence) -> Any:
    """What the room shows, for who has it open."""
    organises = permits.may_organise(actor(), meeting)
    return pulse.answer(
        meeting, lambda: page("meetings/room_live.html", **_live(meeting, organises)), organises
    )


@pages.form("/<int:id>-<slug>/room/take", permits.may_organise, queries.meeting)
def take(meeting: Occurrence) -> Any:
    form, items = TakeForm(), agenda_queries.agenda(meeting)
    form.offer(items)

    def act() -> Any:
        acts = {
            "point": room_actions.take_point,
            "decision": outcome_actions.record_decision,
            "parked": room_actions.park,
        }
        return acts[form.kind.data](meeting, form.text.data, form.of(items), actor=actor())

    return written(meeting, form, act, "meetings/take.html")


@pages.form("/<int:id>-<slug>/room/park", permits.may_enter_room, queries.meeting)
def park(meeting: Occurrence) -> Any:
    form = ParkForm()
    return written(
        meeting, form, lambda: room_actions.park(meeting, form.text.data, actor=actor()), "meetings/park.html"
    )


def written(meeting: Occurrence, form: Any, act: Any, template: str) -> Any:
    return submit(form, act, lambda _made: address(meeting)) or page(
        template, form=form, meeting=meeting, room=address(meeting), address=queries.address(meeting)
    )


@pages.post("/agenda/<int:id>/begin", permits.may_organise, agenda_queries.item)
def begin_item(item: AgendaItem) -> Any:
    room_actions.begin_item(item, actor=actor())
    return to("room.room", id=item.meeting.id, slug=item.meeting.slug)


@pages.post("/<int:id>-<slug>/room/pause", permits.may_organise, queries.meeting)
def pause(meeting: Occurrence) -> Any:
    room_actions.pause(meeting, actor=actor())
    return to("room.room", id=meeting.id, slug=meeting.slug)
