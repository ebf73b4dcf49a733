"""Meetings' manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place
from cop.meetings import (
    found,
    home,
    mailing,
    minutes_paper,
    minutes_views,
    notices,
    outcome_views,
    parked_views,
    plan_views,
    preparing_views,
    presence_views,
    queries,
    reminding,
    report_views,
    reporting,
    room_views,
    rsvp_views,
    series_views,
    upkeep,
    views,
)
from cop.meetings.personal import PERSONAL
from cop.meetings.verbs import VERBS

__all__ = ["feature", "minutes_views"]

QUIET = (
    "meeting_answered",
    "meeting_held",
    "agenda_changed",
    "attendance_taken",
    "minutes_saved",
    "minutes_adopted",
    "decision_recorded",
    "decision_ended",
    "item_begun",
    "item_ended",
    "note_taken",
    "note_edited",
    "note_closed",
    "note_taken_up",
    "papers_changed",
    "straw_poll_opened",
    "straw_poll_answered",
    "straw_poll_closed",
    "places_set",
    "reminders_chosen",
    "action_closed",
)

SPOKEN = (
    "straw_poll_answered",
    "meeting_answered",
    "attendance_taken",
    "minutes_saved",
    "action_given",
    "action_closed",
    "note_taken",
    "note_edited",
)

feature = Feature(
    "meetings",
    blueprints=(
        views.pages,
        plan_views.pages,
        series_views.pages,
        preparing_views.pages,
        room_views.pages,
        parked_views.pages,
        presence_views.pages,
        outcome_views.pages,
        rsvp_views.pages,
        report_views.pages,
    ),
    places=(Place(N_("Meetings"), "meetings.index", 30),),
    sources=found.SOURCES,
    refs={"meeting": queries.resolved},
    hooks={
        "lies_in:meeting": queries.ids_in,
        "mailed:meeting": mailing.answered_in_words,
        "calendar:meeting": mailing.answered_by_calendar,
    },
    verbs=VERBS,
    spoken=SPOKEN,
    notices=dict.fromkeys(QUIET, SILENT) | notices.NOTICES,
    letters=notices.LETTERS,
    tasks={"meeting_report": reporting.make, minutes_paper.TASK: minutes_paper.make},
    due=(upkeep.conclude_ended, reminding.remind_due, reminding.remind_owners),
    awaiting=(home.invitations, home.minutes_waiting, home.actions),
    news=(home.held, home.minutes),
    front=(home.front,),
    drift=(upkeep.drift,),
    personal=PERSONAL,
    digest=tuple(notices.LETTERS),
)
