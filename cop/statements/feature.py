"""Statements' manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place
from cop.statements import (
    comment_views,
    deciding,
    due,
    homing,
    notices,
    office_views,
    permits,
    public_views,
    queries,
)
from cop.statements.views import pages

__all__ = ["comment_views", "feature", "office_views", "public_views"]
QUIET = (
    "statement_drafted statement_revised editor_added editor_removed consultation_closed comment_made "
    "comment_withdrawn statement_taken_up statement_put_to_ballot unadoption_proposed adoption_withdrawn "
    "statement_shelved statement_unshelved statement_superseded statement_withdrawn statement_decided"
)

feature = Feature(
    "statements",
    blueprints=(pages,),
    places=(Place(N_("Statements"), "statements.index", 40),),
    refs={"statement": queries.resolve},
    notices=dict.fromkeys(QUIET.split(), SILENT)
    | {
        "consultation_opened": notices.to_space("consultation"),
        "comment_disposed": notices.to_commenter,
        "statement_published": notices.to_space("published"),
    },
    letters={
        "consultation": notices.consultation,
        "comment_answered": notices.answered,
        "published": notices.published,
    },
    due=(due.tick,),
    awaiting=(homing.awaiting,),
    news=(homing.news,),
    front=(homing.front,),
    drift=(queries.drift,),
    hooks={"ballot_ended:statement": deciding.ended, "edits:statement": permits.is_editor},
)
