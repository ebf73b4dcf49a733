"""Single sign-on's manifest."""

from cop.access import sso_notices, sso_views
from cop.access.sso_personal import PERSONAL
from cop.kernel.errors import N_
from cop.kernel.features import Feature
from cop.members.notices import to_oneself

feature = Feature(
    "sso",
    blueprints=(sso_views.pages,),
    notices={
        "identity_linked": to_oneself("identity_linked"),
        "identity_unlinked": to_oneself("identity_unlinked"),
    },
    verbs={
        "identity_linked": N_("%(who)s linked an account elsewhere as a way to sign in"),
        "identity_unlinked": N_("%(who)s unlinked an account elsewhere"),
    },
    letters={
        "identity_linked": sso_notices.linked,
        "identity_unlinked": sso_notices.unlinked,
    },
    personal=PERSONAL,
)
