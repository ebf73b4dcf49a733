"""The sandbox's manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place, Tool
from cop.kernel.owing import Owed
from cop.pilots import (
    after_views,
    clockwork,
    facets,
    found,
    home,
    home_queries,
    in_use,
    measure_views,
    notices,
    part_views,
    permits,
    queries,
    registry_views,
    team_views,
    track_views,
    trials,
    views,
    watch_views,
)
from cop.pilots.exchange import import_views, import_work
from cop.pilots.personal import PERSONAL, RETENTIONS
from cop.pilots.verbs import VERBS

QUIET = (
    "pilot_registered",
    "pilot_edited",
    "pilot_team_changed",
    "pilot_disclosure_agreed",
    "pilot_named",
    "pilot_readings_entered",
    "pilot_recorded",
    "pilots_brought",
    "pilots_begun",
    "pilots_advanced",
    "pilots_taken",
    "pilots_discarded",
)
IMPORT = Tool(
    N_("Pilots from a file"),
    N_("Bring pilots of another registry, as drafts or as documents say; each row's problem is shown first."),
    "pilot_imports.bring",
    52,
    permits.may_import,
)

ROOMS = (views, part_views, team_views, track_views, watch_views, measure_views, registry_views, after_views)
PAGES = {room.pages for room in ROOMS}  # one, filled by all

feature = Feature(
    "pilots",
    blueprints=(*PAGES, import_views.pages),
    tools=(IMPORT,),
    places=(Place(N_("Sandbox"), "pilots.index", 50),),
    sources=found.SOURCES,
    refs={"pilot": queries.resolve},
    verbs=VERBS,
    notices=dict.fromkeys(QUIET, SILENT) | dict.fromkeys(notices.TOLD, notices.tell),
    letters={"pilot": notices.pilot},
    due=(clockwork.end_running, clockwork.tick),
    tasks={"pilots_day": clockwork.look, "pilot_import": import_work.take},
    awaiting=(home.awaiting, home.reviews),
    owed={"condition": Owed(home_queries.conditions_due, home.condition)},
    news=(home.news,),
    front=(home.front,),
    drift=(queries.drift, facets.drift),
    personal=PERSONAL,
    retentions=RETENTIONS,
    digest=("pilot",),
    hooks={
        "product_in_use": in_use.of_product,
        "products_named_like": in_use.named_like,
        "pilot_by_uid": trials.by_uid,
        "pilots_led_by": trials.led_by,
        "pilots_running_in": trials.running_in,
        "trials_of_pilot": trials.of_pilot,
        "trials_of_product": trials.of_product,
    },
    unsettling={
        "pilot_suspended": N_("The pilot was suspended."),
        "pilot_terminated": N_("The pilot was ended by a regulator."),
        "pilot_withdrawn": N_("The pilot was withdrawn."),
    },
)
