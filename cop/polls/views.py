"""Asking when to meet, and answering."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import request

from cop.almanac import queries as almanac
from cop.kernel import clock
from cop.kernel.forms import Press
from cop.kernel.permits import signed_in
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit, to
from cop.kernel.words import reader_zone
from cop.meetings import permits as meeting_permits
from cop.meetings.series import queries as meetings
from cop.polls import actions, answer_queries, finding, guest_actions, permits, queries, show
from cop.polls.forms import ANSWERS, DaysForm, PollForm, SeekForm, answered
from cop.polls.models import DatePoll, PollGuest
from cop.spaces import queries as spaces
from cop.spaces.models import Space

pages = Pages("polls", "/date-polls")
NEXT_WEEK = timedelta(days=7)


@pages.get("/", signed_in)
def index() -> Any:
    may_start = meeting_permits.may_schedule_somewhere(actor())
    return page("polls/index.html", polls=queries.listed(actor(), clock.now()), may_start=may_start)


@pages.get("/new", meeting_permits.may_schedule_somewhere)
def seek() -> Any:
    """Which days come into question; what is found for them is another page."""
    form = SeekForm(request.args, first=clock.now().date() + NEXT_WEEK)
    form.space.choices = [(one.slug, one.title) for one in meetings.spaces_to_schedule_in(actor())]
    if "space" in request.args and form.validate():
        days = {"first": form.first.data, "days": form.days.data, "minutes": form.minutes.data}
        return to("polls.new", slug=form.space.data, **days)
    return page("polls/seek.html", form=form, asked="space" in request.args)


@pages.form("/in/<slug>/new", permits.may_start, spaces.by_slug)
def new(space: Space) -> Any:
    """The fairest slots of the days asked about, to choose from."""
    now = clock.now()
    soon = now.date() + NEXT_WEEK
    days, form = DaysForm(request.args, first=soon), PollForm(zone=reader_zone())
    first, number, minutes = days.asked(soon)
    places = almanac.places(space)
    borne, needed = finding.borne(space, places, now), days.needed(places)
    days.offer(places)

    def act() -> DatePoll:
        return actions.start_poll(
            space, form.draft(minutes, form.zone.data), form.starts(form.zone.data), actor=actor()
        )

    return submit(form, act, queries.address) or page(
        "polls/new.html",
        form=form,
        space=space,
        found=finding.fairest(first, number, minutes, needed, places, borne, now),
        minutes=minutes,
        words=show.WARNINGS,
        days=days,
        burdens=show.burdens(places, borne),
        unknown=almanac.unknown(places),
    )


@pages.get("/<int:id>-<slug>", permits.may_answer, queries.poll)
def poll(poll: DatePoll) -> Any:
    places, now = almanac.places(poll.space), clock.now()
    organises = permits.may_organise(actor(), poll)
    return page(
        "polls/poll.html",
        poll=poll,
        lines=show.lines(poll, places, finding.borne(poll.space, places, now)),
        mine=answer_queries.answers_of(actor(), poll),
        answers=ANSWERS,
        words=show.WARNINGS,
        open=poll.state == "open" and now < poll.closes,
        organises=organises,
        guests=queries.guests(poll),
        unknown=almanac.unknown(places),
    )


@pages.post("/<int:id>-<slug>/answer", permits.may_answer, queries.poll)
def respond(poll: DatePoll) -> Any:
    actions.answer_poll(poll, answered(request.form, poll.slots), actor=actor())
    return to("polls.poll", id=poll.id, slug=poll.slug)


@pages.get("/<int:id>-<slug>/who", permits.may_answer, queries.poll)
def who(poll: DatePoll) -> Any:
    rows = answer_queries.who(poll, request.args.get("at", ""))
    said = answer_queries.answers_by(poll, [row.id for row in rows.rows])
    return page(
        "polls/who.html", poll=poll, rows=rows, said=said, answers=ANSWERS, address=queries.address(poll)
    )


@pages.form("/guest/<secret>", permits.may_answer_by_link, queries.guest)
def guest(guest: PollGuest) -> Any:
    """What a guest sees: the slots in the guest's own zone and the own answers, nobody else's."""
    keep_nowhere()
    poll, form = guest.poll, Press()

    def act() -> None:
        guest_actions.answer_as_guest(guest, answered(request.form, poll.slots), actor=actor())

    return submit(form, act) or page(
        "polls/guest.html",
        form=form,
        guest=guest,
        poll=poll,
        mine=answer_queries.answers_of(guest, poll),
        answers=ANSWERS,
        open=poll.state == "open" and clock.now() < poll.closes,
    )
