"""Oversight's manifest."""

from cop.kernel.features import SILENT, Feature
from cop.kernel.owing import Owed
from cop.oversight import audit_views, clockwork, home, notices, queries, shown, site_views
from cop.oversight.personal import PERSONAL
from cop.oversight.verbs import VERBS

PAGES = {room.pages for room in (site_views, audit_views)}  # one, filled by both

feature = Feature(
    "oversight",
    blueprints=tuple(PAGES),
    refs={"audit": queries.resolve},
    verbs=VERBS,
    notices=dict.fromkeys(VERBS, SILENT)
    | dict.fromkeys(notices.TOLD, notices.tell)
    | {"audit_clock_told": notices.tell_clock, "site_contact_named": notices.tell_contact},
    letters={"oversight": notices.letter},
    follows=(notices.follow,),
    due=(clockwork.watch,),
    beside={"track": shown.about_track, "pilots": shown.about_pilots},
    owed={
        "audit": Owed(queries.audits_owed, home.audit),
        "audit_due": Owed(queries.orders_owed, home.order),
        "finding": Owed(queries.responses_owed, home.response),
    },
    drift=(queries.drift,),
    personal=PERSONAL,
    digest=("oversight",),
)
