"""A question to the room, its answers, its end."""

from __future__ import annotations

from typing import Any

from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import permits
from cop.meetings.room import queries as room_queries
from cop.meetings.room import straw_actions
from cop.meetings.room.forms import PollForm, VoteForm
from cop.meetings.room.models import StrawPoll
from cop.meetings.room.views import address, written
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence

pages = Pages("straw", "/meetings")


@pages.form("/<int:id>-<slug>/room/poll", permits.may_organise, queries.meeting)
def ask(meeting: Occurrence) -> Any:
    form = PollForm()

    def act() -> Any:
        return straw_actions.ask_room(meeting, form.question.data, form.lines, actor=actor())

    return written(meeting, form, act, "meetings/poll.html")


@pages.form("/polls/<int:id>", permits.may_enter_room, room_queries.poll)
def vote(poll: StrawPoll) -> Any:
    form = VoteForm()
    form.offer(poll.options)

    def act() -> Any:
        return straw_actions.answer_straw_poll(poll, form.choice.data, actor=actor())

    return submit(form, act, lambda _none: address(poll.meeting)) or page(
        "meetings/vote.html", form=form, poll=poll, room=address(poll.meeting)
    )


@pages.post("/polls/<int:id>/close", permits.may_organise, room_queries.poll)
def close_poll(poll: StrawPoll) -> Any:
    straw_actions.close_straw_poll(poll, actor=actor())
    return to("room.room", id=poll.meeting.id, slug=poll.meeting.slug)
