"""Privacy's manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place, Tool
from cop.kernel.permits import signed_in
from cop.members.notices import to_oneself
from cop.privacy import (
    consent,
    consent_views,
    daily,
    dormancy,
    dormancy_views,
    export_views,
    exporting,
    pause_views,
    pausing,
    permits,
    personal,
    reading_views,
    retention_views,
    views,
)
from cop.privacy.retention import RETENTIONS
from cop.privacy.verbs import VERBS

__all__ = [
    "consent_views",
    "dormancy_views",
    "export_views",
    "feature",
    "pause_views",
    "reading_views",
    "retention_views",
]
QUIET = (
    "member_left",
    "member_let_go",
    "export_asked",
    "retention_set",
    "terms_agreed",
    "terms_put_in_force",
    "member_paused",
    "dormancy_answered",
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
            N_("Members not seen for long"),
            N_("Who was asked whether to stay, and what they answered."),
            "privacy.quiet",
            45,
            permits.may_see_quiet,
        ),
        Tool(
            N_("Who opened whose file"),
            N_("Readings of what few may read of a person."),
            "privacy.readings",
            93,
            permits.may_see_readings,
        ),
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
    notices=dict.fromkeys(QUIET, SILENT)
    | {
        "export_ready": to_oneself("export_ready"),
        "member_returned": pausing.to_returned,
        "letters_gathered": to_oneself("pause_digest"),
        "dormancy_asked": to_oneself("still_here"),
    },
    letters={
        "export_ready": exporting.ready,
        "pause_over": pausing.over,
        "pause_digest": pausing.digest,
        "still_here": dormancy.still_here,
    },
    verbs=VERBS,
    tasks={"export": exporting.make, "privacy_day": daily.work, "terms": consent.ask_everyone},
    hooks={"founded:privacy": consent.begin, "agreed": consent.joined, "gathers_letters": pausing.holds},
    due=(daily.tick, consent.begin_late),
    personal=personal.PERSONAL,
    retentions=RETENTIONS + personal.RETENTIONS,
)
