"""Calendars' manifest."""

from cop.calendars import views
from cop.calendars.personal import PERSONAL
from cop.calendars.verbs import VERBS
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place
from cop.kernel.permits import signed_in

feature = Feature(
    "calendars",
    blueprints=(views.pages,),
    own_places=(Place(N_("Calendar"), "calendars.index", 39, signed_in),),
    verbs=VERBS,
    notices=dict.fromkeys(VERBS, SILENT),
    personal=PERSONAL,
)
