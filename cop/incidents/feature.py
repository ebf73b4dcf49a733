"""Incidents' manifest."""

from cop.incidents import found, home, notices, queries, step_views, views
from cop.incidents.personal import PERSONAL
from cop.incidents.verbs import VERBS
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place

QUIET = (
    "incident_completed",
    "incident_taken_back",
    "incident_lesson_written",
    "incident_opened_again",
    "hold_proposed",
    "trend_seen",
)
PAGES = {room.pages for room in (views, step_views)}  # one, filled by two

feature = Feature(
    "incidents",
    blueprints=tuple(PAGES),
    places=(Place(N_("Incidents"), "incidents.index", 55),),
    sources=found.SOURCES,
    refs={"incident": queries.resolve},
    verbs=VERBS,
    notices=dict.fromkeys(QUIET, SILENT) | dict.fromkeys(notices.TOLD, notices.tell),
    letters={"incident": notices.letter},
    awaiting=(home.awaiting,),
    news=(home.news,),
    personal=PERSONAL,
    digest=("incident",),
    hooks={"citable:incident": queries.citable, "incidents_open_about": queries.open_about},
)
