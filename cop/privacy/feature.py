"""Privacy's manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place, Tool
from cop.kernel.permits import signed_in
from cop.members.notices import to_oneself
from cop.privacy import (
    consent,
    consent_views,
    daily,
    export_views,
    exporting,
    permits,
    retention_views,
    views,
)
from cop.privacy.personal import PERSONAL
from cop.privacy.retention import RETENTIONS
from cop.privacy.verbs import VERBS

__all__ = ["consent_views", "export_views", "feature", "retention_views"]
QUIET = (
    "member_left",
    "member_let_go",
    "export_asked",
    "retention_set",
    "terms_agreed",
    "terms_put_in_force",
)

feature = Feature(
    "privacy",
    blueprints=(views.pages,),
    own_places=(Place(N_("Your data"), "privacy.own", 45, signed_in),),
    foot=(
        Place(N_("What is kept and why"), "privacy.what_is_kept", 20),
        Place(N_("Terms"), "privacy.terms", 30),
    ),
    tools=(
        Tool(
            N_("Terms"),
            N_("What members agree to when they join; put a new version in force."),
            "privacy.write_terms",
            91,
            permits.may_write_terms,
        ),
        Tool(
            N_("How long things are kept"),
            N_("After how many days requests, sessions, letters and files are deleted."),
            "privacy.retentions",
            92,
            permits.may_set_terms,
        ),
    ),
    notices=dict.fromkeys(QUIET, SILENT) | {"export_ready": to_oneself("export_ready")},
    letters={"export_ready": exporting.ready},
    verbs=VERBS,
    tasks={"export": exporting.make, "privacy_day": daily.work, "terms": consent.ask_everyone},
    hooks={"founded:privacy": consent.begin, "agreed": consent.joined},
    due=(daily.tick, consent.begin_late),
    personal=PERSONAL,
    retentions=RETENTIONS,
)
