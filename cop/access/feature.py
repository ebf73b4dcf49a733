"""Access' manifest: how members show that it is they."""

from cop.access import (
    asking,
    notices,
    office_views,
    proving_views,
    queries,
    second_views,
    security_views,
)
from cop.access.personal import PERSONAL
from cop.access.verbs import VERBS
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place
from cop.kernel.permits import signed_in
from cop.members.notices import to_oneself

security_views.pages.before_app_request(asking.close_without)
security_views.pages.app_context_processor(asking.days_left)

feature = Feature(
    "access",
    blueprints=(second_views.pages, proving_views.pages, security_views.pages, office_views.pages),
    own_places=(Place(N_("Signing in"), "security.index", 40, signed_in),),
    notices={
        "factor_added": to_oneself("factor_added"),
        "factor_removed": to_oneself("factor_removed"),
        "factors_reset": to_oneself("factors_reset"),
        "recovery_code_used": to_oneself("recovery_code_used"),
        "recovery_codes_renewed": SILENT,
    },
    letters={
        "factor_added": notices.factor_added,
        "factor_removed": notices.factor_removed,
        "factors_reset": notices.factors_reset,
        "recovery_code_used": notices.recovery_code_used,
    },
    verbs=VERBS,
    drift=(queries.drift,),
    personal=PERSONAL,
)
