"""What the organiser of a date poll does: change it, ask guests, make a slot the meeting."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from cop.almanac import queries as almanac
from cop.kernel import clock
from cop.kernel.web import Pages, actor, attempt, keep_nowhere, page, submit, to
from cop.meetings.series import queries as meetings
from cop.meetings.series.models import Occurrence
from cop.polls import change_actions, finding, guest_actions, permits, queries, settling_actions, show
from cop.polls.forms import ChangeForm, GuestForm, SettleForm, as_asked
from cop.polls.models import DatePoll, PollGuest

pages = Pages("poll_plans", "/date-polls")


def _lines(poll: DatePoll) -> list[show.Line]:
    places = almanac.places(poll.space)
    return show.lines(poll, places, finding.borne(poll.space, places, clock.now()))


@pages.form("/<int:id>-<slug>/change", permits.may_organise, queries.poll)
def change(poll: DatePoll) -> Any:
    form = ChangeForm(data=as_asked(poll))

    def act() -> DatePoll:
        asked = form.draft(poll.minutes, poll.zone), form.starts(poll.zone)
        return change_actions.change_poll(poll, *asked, form.version.number, actor=actor())

    return submit(form, act, queries.address) or page(
        "polls/change.html",
        form=form,
        poll=poll,
        lines=_lines(poll),
        words=show.WARNINGS,
        address=queries.address(poll),
    )


@pages.form("/<int:id>-<slug>/guests", permits.may_organise, queries.poll)
def guests(poll: DatePoll) -> Any:
    """The link is shown on the answer itself: only its hash is kept."""
    form = GuestForm(zone=poll.zone)
    if form.is_submitted():
        keep_nowhere()
        typed = form.name.data, form.country.data, form.zone.data
        taken, secret = attempt(form, lambda: guest_actions.invite_guest(poll, *typed, actor=actor()))
        if taken:
            link = url_for("polls.guest", secret=secret, _external=True)
            return page(
                "polls/guest_link.html",
                poll=poll,
                name=form.name.data,
                link=link,
                address=queries.address(poll),
            )
    return page(
        "polls/guests.html", form=form, poll=poll, guests=queries.guests(poll), address=queries.address(poll)
    )


@pages.post("/guests/<int:id>/remove", permits.may_organise, queries.guest_by_id)
def remove_guest(guest: PollGuest) -> Any:
    poll = guest.poll
    guest_actions.remove_guest(guest, actor=actor())
    return to("poll_plans.guests", id=poll.id, slug=poll.slug)


@pages.form("/<int:id>-<slug>/settle", permits.may_organise, queries.poll)
def settle(poll: DatePoll) -> Any:
    lines = _lines(poll)
    form = SettleForm(slot=request.args.get("slot") or str(min(lines, key=lambda line: line.rank).slot.id))
    form.slot.choices = [(str(line.slot.id), "") for line in lines]

    def act() -> Occurrence:
        return settling_actions.settle_poll(poll, int(form.slot.data), form.settled, actor=actor())

    return submit(form, act, meetings.address) or page(
        "polls/settle.html",
        form=form,
        poll=poll,
        lines=lines,
        words=show.WARNINGS,
        address=queries.address(poll),
    )
