"""The manifest of early questions to regulators and of the guidance made of their answers."""

from cop.enquiries import (
    clockwork,
    guidance_queries,
    guidance_views,
    home,
    notices,
    queries,
    target_views,
    views,
)
from cop.enquiries.personal import PERSONAL, RETENTIONS
from cop.enquiries.verbs import VERBS
from cop.kernel.features import SILENT, Feature

PAGES = {room.pages for room in (views, target_views)}  # one, filled by both

feature = Feature(
    "enquiries",
    blueprints=(*PAGES, guidance_views.pages),
    sources=guidance_queries.SOURCES,
    refs={"enquiry": queries.resolve, "guidance": guidance_queries.resolve},
    verbs=VERBS,
    notices=dict.fromkeys(VERBS, SILENT)
    | dict.fromkeys(notices.TOLD, notices.tell)
    | {"guidance_published": notices.tell_of_guidance},
    letters={"enquiry": notices.letter, "guidance": notices.guidance},
    due=(clockwork.tell_late,),
    awaiting=(home.awaiting,),
    personal=PERSONAL,
    retentions=RETENTIONS,
    digest=("enquiry", "guidance"),
)
