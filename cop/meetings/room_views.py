"""The room: what a meeting does and takes down while it sits, on one page for all who take part."""

from __future__ import annotations

from typing import Any

from flask import url_for

from cop.kernel import clock
from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import (
    arriving,
    company_queries,
    outcome_actions,
    permits,
    pulse,
    queries,
    room_actions,
    room_queries,
    room_showing,
    show,
    sitting_rules,
    straw_actions,
)
from cop.meetings.models import AgendaItem, Occurrence
from cop.meetings.outcome_forms import ActionForm
from cop.meetings.room_forms import NoteForm, ParkForm, PollForm, TakeForm, VoteForm
from cop.meetings.room_models import Note, StrawPoll
from cop.meetings.rules import State

pages = Pages("room", "/meetings")


def _address(meeting: Occurrence) -> str:
    return url_for("room.room", id=meeting.id, slug=meeting.slug)


def _live(meeting: Occurrence, organises: bool) -> dict[str, Any]:
    company, names = company_queries.company(meeting), company_queries.group_names()
    return room_showing.room(meeting, actor()) | {
        "organises": organises,
        "begun": clock.now() >= meeting.begins and meeting.state != State.cancelled.value,
        "company": company,
        "quorum": show.quorum(meeting, company, names),
        "now": clock.now(),
        "sits": sitting_rules.in_session(meeting.slot, clock.now()),
        "minutes_on": room_showing.minutes_on,
    }


@pages.get("/<int:id>-<slug>/room", permits.may_enter_room, queries.meeting)
def room(meeting: Occurrence) -> Any:
    organises, items = permits.may_organise(actor(), meeting), queries.agenda(meeting)
    forms: dict[str, Any] = {"take": TakeForm(), "give": ActionForm(), "ask": PollForm(), "park": ParkForm()}
    forms["take"].offer(items)
    forms["give"].offer(items)
    for field in forms["give"]:
        field.id = f"give-{field.id}"
    return page(
        "meetings/room.html",
        forms=forms,
        doors=sitting_rules.doors_open(meeting.slot, clock.now()),
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
    form, items = TakeForm(), queries.agenda(meeting)
    form.offer(items)

    def act() -> Any:
        acts = {
            "point": room_actions.take_point,
            "decision": outcome_actions.record_decision,
            "parked": room_actions.park,
        }
        return acts[form.kind.data](meeting, form.text.data, form.of(items), actor=actor())

    return _written(meeting, form, act, "meetings/take.html")


@pages.form("/<int:id>-<slug>/room/park", permits.may_enter_room, queries.meeting)
def park(meeting: Occurrence) -> Any:
    form = ParkForm()
    return _written(
        meeting, form, lambda: room_actions.park(meeting, form.text.data, actor=actor()), "meetings/park.html"
    )


@pages.form("/<int:id>-<slug>/room/poll", permits.may_organise, queries.meeting)
def ask(meeting: Occurrence) -> Any:
    form = PollForm()

    def act() -> Any:
        return straw_actions.ask_room(meeting, form.question.data, form.lines, actor=actor())

    return _written(meeting, form, act, "meetings/poll.html")


def _written(meeting: Occurrence, form: Any, act: Any, template: str) -> Any:
    return submit(form, act, lambda _made: _address(meeting)) or page(
        template, form=form, meeting=meeting, room=_address(meeting), address=queries.address(meeting)
    )


@pages.post("/agenda/<int:id>/begin", permits.may_organise, queries.item)
def begin_item(item: AgendaItem) -> Any:
    room_actions.begin_item(item, actor=actor())
    return to("room.room", id=item.meeting.id, slug=item.meeting.slug)


@pages.post("/<int:id>-<slug>/room/pause", permits.may_organise, queries.meeting)
def pause(meeting: Occurrence) -> Any:
    room_actions.pause(meeting, actor=actor())
    return to("room.room", id=meeting.id, slug=meeting.slug)


@pages.form("/notes/<int:id>", permits.may_organise, room_queries.note)
def edit_note(note: Note) -> Any:
    form = NoteForm(obj=note)

    def act() -> Note:
        return room_actions.edit_note(note, form.text.data, form.version.number, actor=actor())

    return _written(note.meeting, form, act, "meetings/note.html")


@pages.post("/notes/<int:id>/close", permits.may_organise, room_queries.note)
def close_note(note: Note) -> Any:
    room_actions.close_note(note, actor=actor())
    return to("room.room", id=note.meeting.id, slug=note.meeting.slug)


@pages.form("/polls/<int:id>", permits.may_enter_room, room_queries.poll)
def vote(poll: StrawPoll) -> Any:
    form = VoteForm()
    form.offer(poll.options)

    def act() -> Any:
        return straw_actions.answer_straw_poll(poll, form.choice.data, actor=actor())

    return submit(form, act, lambda _none: _address(poll.meeting)) or page(
        "meetings/vote.html", form=form, poll=poll, room=_address(poll.meeting)
    )


@pages.post("/polls/<int:id>/close", permits.may_organise, room_queries.poll)
def close_poll(poll: StrawPoll) -> Any:
    straw_actions.close_straw_poll(poll, actor=actor())
    return to("room.room", id=poll.meeting.id, slug=poll.meeting.slug)
