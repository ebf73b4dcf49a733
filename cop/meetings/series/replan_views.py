"""What the organiser of a series does with all its dates from one on."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext

from cop.kernel import clock
from cop.kernel.web import Pages, actor, page, submit
from cop.meetings import permits
from cop.meetings.series import change_actions, outlooks, queries, replan_actions, series_words
from cop.meetings.series.change_forms import ReplanForm, as_repeated
from cop.meetings.series.forms import SPEECH, CancelForm
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import State

pages = Pages("meeting_series", "/meetings")


HINTS = {key: says for key, (_name, says) in SPEECH.items()}


def scopes(meeting: Occurrence) -> list[tuple[str, str]]:
    """(label, address) for changing more than the one date; none of a meeting with one date."""
    now = clock.now()
    if len(queries.dates(meeting)) < 2 or meeting.begins <= now:
        return []
    following = [(gettext("This and all later dates"), _address(meeting))]
    first = queries.next_of(meeting, now)
    if first is None or first.id == meeting.id:
        return [(gettext("All dates to come"), _address(meeting))]
    return [*following, (gettext("All dates to come"), _address(first))]


def _address(meeting: Occurrence) -> str:
    return url_for("meeting_series.replan", id=meeting.id, slug=meeting.slug)


@pages.form("/<int:id>-<slug>/dates-from-here", permits.may_organise, queries.meeting)
def replan(meeting: Occurrence) -> Any:
    form = ReplanForm(data=as_repeated(meeting))
    outlook = outlooks.asked(form, meeting.series.space)

    def act() -> Occurrence:
        return replan_actions.replan(meeting, form.plan, form.rule, form.version.number, actor=actor())

    done = None if outlook else submit(form, act, queries.address)
    return done or page(
        "meetings/replan.html",
        form=form,
        hints=HINTS,
        meeting=meeting,
        again=series_words.sentence(meeting.series),
        outlook=outlook,
        words=outlooks.WARNINGS,
        address=queries.address(meeting),
    )


@pages.form("/<int:id>-<slug>/cancel-from-here", permits.may_organise, queries.meeting)
def cancel(meeting: Occurrence) -> Any:
    form, address = CancelForm(), queries.address(meeting)
    coming = queries.coming_from(meeting, clock.now())
    return submit(
        form,
        lambda: change_actions.cancel_from(meeting, form.reason.data, actor=actor()),
        lambda _none: address,
    ) or page(
        "meetings/cancel_from.html",
        form=form,
        meeting=meeting,
        dates=[date for date in coming if date.state == State.scheduled.value],
        address=address,
    )
