"""The organiser chooses when to remind."""

from __future__ import annotations

from typing import Any

from cop.kernel.web import Pages, actor, page, submit
from cop.meetings import permits
from cop.meetings.reminders import actions as reminder_actions
from cop.meetings.reminders import queries as reminder_queries
from cop.meetings.reminders.forms import RemindersForm
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence

pages = Pages("reminders", "/meetings")


@pages.form("/<int:id>-<slug>/reminders", permits.may_organise, queries.meeting)
def reminders(meeting: Occurrence) -> Any:
    form, address = RemindersForm(keys=reminder_queries.keys_of(meeting.series_id)), queries.address(meeting)
    return submit(
        form,
        lambda: reminder_actions.choose_reminders(meeting, form.keys.data, actor=actor()),
        lambda _none: address,
    ) or page("meetings/reminders.html", form=form, meeting=meeting, address=address)
