"""Alerts' manifest."""

from cop.alerts import acts, home, notices, queries, spread_views, views
from cop.alerts.personal import PERSONAL
from cop.alerts.verbs import VERBS
from cop.kernel.features import Feature

feature = Feature(
    "alerts",
    blueprints=(views.pages, spread_views.pages),
    refs={"alert": queries.resolve},
    verbs=VERBS,
    notices=dict.fromkeys(VERBS, notices.tell),
    letters={"alert": notices.letter},
    follows=(notices.follow,),
    due=(notices.remind,),
    awaiting=(home.awaiting,),
    personal=PERSONAL,
    drift=(queries.drift,),
    hooks={"acts_on_report": acts.on_report},
)
