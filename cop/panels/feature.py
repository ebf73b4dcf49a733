"""Panels' manifest."""

from cop.kernel.features import SILENT, Feature
from cop.kernel.owing import Owed
from cop.panels import clockwork, home, notices, queries, shown, views
from cop.panels.personal import PERSONAL
from cop.panels.verbs import VERBS

feature = Feature(
    "panels",
    blueprints=(views.pages,),
    refs={"panel": queries.resolve},
    verbs=VERBS,
    notices=dict.fromkeys(VERBS, SILENT)
    | dict.fromkeys(notices.TOLD, notices.tell)
    | {"panel_set": notices.tell_opened},
    letters={"panel": notices.letter},
    due=(clockwork.remind,),
    beside={"track": shown.about_track, "decision": shown.about_track},
    gates={"decision": queries.lacking},
    owed={"review": Owed(queries.owed, home.review)},
    personal=PERSONAL,
    digest=("panel",),
)
