"""Incidents' manifest."""

from cop.incidents import (
    code_views,
    edit_views,
    found,
    home,
    lesson_views,
    lessons,
    notices,
    queries,
    step_views,
    views,
    watch_notices,
    watch_queries,
    watch_views,
)
from cop.incidents.personal import PERSONAL
from cop.incidents.verbs import VERBS
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place

QUIET = (
    "incident_completed",
    "incident_taken_back",
    "incident_lesson_written",
    "incident_opened_again",
    "hold_declined",
    "trend_settled",
    "incident_coded",
    "incident_codes_imported",
    "incident_clocks_set",
)
ROOMS = (views, edit_views, step_views, watch_views, code_views, lesson_views)
PAGES = {room.pages for room in ROOMS}  # one, filled by all

feature = Feature(
    "incidents",
    blueprints=tuple(PAGES),
    places=(Place(N_("Incidents"), "incidents.index", 55),),
    sources=found.SOURCES,
    refs={
        "incident": queries.resolve,
        "trend": watch_queries.resolve_trends,
        "lessons": lessons.resolve,
    },
    verbs=VERBS,
    notices=dict.fromkeys(QUIET, SILENT)
    | dict.fromkeys(notices.TOLD, notices.tell)
    | {
        "hold_proposed": watch_notices.tell_holds,
        "trend_seen": watch_notices.tell_trend,
        "lessons_told": lessons.tell,
    },
    letters={
        "incident": notices.letter,
        "hold": watch_notices.hold,
        "trend": watch_notices.trend,
        "lessons": lessons.letter,
    },
    due=(lessons.tick,),
    awaiting=(home.holds,),  # the rest is asked by cop.alerts, together with its own
    news=(home.news,),
    personal=PERSONAL,
    digest=("incident", "lessons"),
    hooks={
        "letters_of:lessons": lessons.letters_of,
        "citable:incident": queries.citable,
        "incidents_open_about": queries.open_about,
    },
)
