"""Clearance's manifest."""

from cop.clearance import by_link, home, notices, permits, views
from cop.clearance.personal import PERSONAL
from cop.kernel.errors import N_
from cop.kernel.features import Feature, Place

feature = Feature(
    "clearance",
    blueprints=(views.pages,),
    own_places=(Place(N_("Drafts"), "drafts.index", 37, permits.may_list),),
    notices=notices.NOTICES,
    letters=notices.LETTERS,
    verbs=notices.VERBS,
    awaiting=(home.awaiting,),
    personal=PERSONAL,
    hooks={"by_link:draft": by_link.asks},
)
