"""Moderation's manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Tool
from cop.moderation import home, notices, permits, ruling_views, views
from cop.moderation.personal import PERSONAL
from cop.moderation.verbs import VERBS

feature = Feature(
    "moderation",
    blueprints=(ruling_views.pages, views.pages),
    tools=(
        Tool(
            N_("Flags"),
            N_("Posts that readers flagged, who looks at each, what was decided, and appeals."),
            "moderation.queue",
            40,
            permits.may_list,
        ),
    ),
    notices=dict.fromkeys(VERBS, SILENT) | notices.NOTICES,
    letters=notices.LETTERS,
    verbs=VERBS,
    spoken=("flag_raised", "case_decided", "case_appealed"),
    awaiting=(home.flags, home.rulings),
    personal=PERSONAL,
)
