"""Date polls' manifest."""

from cop.kernel.features import SILENT, Feature
from cop.polls import home, notices, organising_views, queries, upkeep, views
from cop.polls.personal import PERSONAL, RETENTIONS
from cop.polls.verbs import VERBS

feature = Feature(
    "polls",
    blueprints=(views.pages, organising_views.pages),
    refs={"poll": queries.resolved},
    verbs=VERBS,
    notices=dict.fromkeys(VERBS, SILENT) | notices.NOTICES,
    letters=notices.LETTERS,
    due=(upkeep.remind_due, upkeep.close_due),
    awaiting=(home.unanswered,),
    personal=PERSONAL,
    retentions=RETENTIONS,
    digest=tuple(notices.LETTERS),
)
