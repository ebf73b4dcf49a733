"""Privacy's manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place
from cop.kernel.permits import signed_in
from cop.privacy import views

VERBS = {
    "member_left": N_("%(what)s left the community"),
    "member_let_go": N_("%(who)s ended the membership of %(what)s"),
}

feature = Feature(
    "privacy",
    blueprints=(views.pages,),
    own_places=(Place(N_("Your data"), "privacy.own", 45, signed_in),),
    foot=(Place(N_("What is kept and why"), "privacy.what_is_kept", 20),),
    notices=dict.fromkeys(VERBS, SILENT),
    verbs=VERBS,
)
