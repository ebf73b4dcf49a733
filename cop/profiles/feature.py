"""People's manifest: profiles, the directory, verified regulators."""

from cop.kernel.errors import N_
from cop.kernel.features import Feature, Place, Tool
from cop.kernel.personal import Watched
from cop.members.permits import may_see_file
from cop.profiles import account_views, due, home, mandate_queries, mandate_views, notices, permits, views
from cop.profiles.personal import PERSONAL

__all__ = ["account_views", "feature"]

feature = Feature(
    "profiles",
    blueprints=(views.pages, mandate_views.pages),
    places=(Place(N_("People"), "people.directory", 70, permits.may_see_directory),),
    tools=(
        Tool(
            N_("Mandates"),
            N_("Verified regulators by the day their mandate ends, and how one is renewed."),
            "mandates.index",
            40,
            may_see_file,
        ),
    ),
    notices=notices.NOTICES,
    letters=notices.LETTERS,
    verbs=notices.VERBS,
    due=(due.tick,),
    awaiting=(home.awaiting,),
    personal=PERSONAL,
    watched={
        "mandates.renew": Watched(
            N_("The evidence for your mandate"), lambda address: mandate_queries.holder(address["id"])
        )
    },
)
