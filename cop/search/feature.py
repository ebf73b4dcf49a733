"""Search's manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import Feature, Place
from cop.search import indexing
from cop.search.views import pages

feature = Feature(
    "search",
    blueprints=(pages,),
    places=(Place(N_("Search"), "search.search", 80),),
    follows=(indexing.follow,),
    due=(indexing.go_on,),
)
