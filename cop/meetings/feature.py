"""Meetings' manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place
from cop.meetings import found, home, upkeep, views
from cop.meetings.agenda import views as agenda_views
from cop.meetings.calendar import replies
from cop.meetings.company import link_views
from cop.meetings.company import notices as company_notices
from cop.meetings.company import views as company_views
from cop.meetings.minutes import minutes_paper, report_views, reporting
from cop.meetings.minutes import notices as minutes_notices
from cop.meetings.minutes import views as minutes_views
from cop.meetings.outcomes import notices as outcome_notices
from cop.meetings.outcomes import views as outcome_views
from cop.meetings.papers import views as paper_views
from cop.meetings.personal import PERSONAL
from cop.meetings.reminders import notices as reminder_notices
from cop.meetings.reminders import reminding
from cop.meetings.reminders import views as reminder_views
from cop.meetings.room import note_views, presence_views, straw_views
from cop.meetings.room import views as room_views
from cop.meetings.series import list_queries, replan_views
from cop.meetings.series import notices as series_notices
from cop.meetings.series import views as series_views
from cop.meetings.verbs import VERBS

PAGES = (
    views,
    series_views,
    replan_views,
    agenda_views,
    paper_views,
    company_views,
    link_views,
    reminder_views,
    room_views,
    note_views,
    straw_views,
    presence_views,
    outcome_views,
    minutes_views,
    report_views,
)
TOLD = (series_notices, company_notices, reminder_notices, outcome_notices, minutes_notices)
NOTICES = {verb: tells for part in TOLD for verb, tells in part.NOTICES.items()}
LETTERS = {kind: writes for part in TOLD for kind, writes in part.LETTERS.items()}

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
    blueprints=tuple(part.pages for part in PAGES),
    places=(Place(N_("Meetings"), "meetings.index", 30),),
    sources=found.SOURCES,
    refs={"meeting": list_queries.resolved},
    hooks={
        "lies_in:meeting": list_queries.ids_in,
        "mailed:meeting": replies.answered_in_words,
        "calendar:meeting": replies.answered_by_calendar,
    },
    verbs=VERBS,
    spoken=SPOKEN,
    notices=dict.fromkeys(QUIET, SILENT) | NOTICES,
    letters=LETTERS,
    tasks={"meeting_report": reporting.make, minutes_paper.TASK: minutes_paper.make},
    due=(upkeep.conclude_ended, reminding.remind_due, reminding.remind_owners),
    awaiting=(home.invitations, home.minutes_waiting, home.actions),
    news=(home.held, home.minutes),
    front=(home.front,),
    drift=(upkeep.drift,),
    personal=PERSONAL,
    digest=tuple(LETTERS),
)
