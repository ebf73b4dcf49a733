"""Statements' manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place
from cop.statements import (
    amending_views,
    annex_views,
    clause_views,
    clearing,
    comment_queries,
    comment_views,
    deciding,
    draft_views,
    due,
    evidence_views,
    file_views,
    found,
    homing,
    notices,
    office_views,
    papers,
    public_views,
    queries,
    reply_queries,
    report_views,
    subject_views,
    writing_views,
)
from cop.statements.drift import drift
from cop.statements.personal import PERSONAL, RETENTIONS
from cop.statements.verbs import VERBS
from cop.statements.views import pages

__all__ = [
    "amending_views",
    "annex_views",
    "clause_views",
    "comment_views",
    "draft_views",
    "evidence_views",
    "feature",
    "file_views",
    "office_views",
    "public_views",
    "report_views",
    "subject_views",
    "writing_views",
]
QUIET = (
    "statement_drafted statement_revised editor_added editor_removed lead_passed consultation_closed comment_made "
    "comment_withdrawn statement_taken_up statement_put_to_ballot unadoption_proposed unadoption_dropped "
    "adoption_withdrawn statement_shelved statement_unshelved statement_superseded statement_withdrawn "
    "statement_decided amendment_applied reply_withdrawn annex_entered evidence_cited evidence_removed "
    "evidence_reviewed statement_subjects_named"
)

feature = Feature(
    "statements",
    blueprints=(pages,),
    places=(Place(N_("Statements"), "statements.index", 40),),
    sources=found.SOURCES,
    refs={"statement": queries.resolve, "comment": comment_queries.resolve, "reply": reply_queries.resolve},
    verbs=VERBS,
    notices=dict.fromkeys(QUIET.split(), SILENT)
    | {
        "consultation_opened": notices.to_space("consultation"),
        "comment_disposed": notices.to_commenter,
        "comment_replied": notices.to_replied,
        "statement_published": notices.to_space("published"),
    },
    letters={
        "consultation": notices.consultation,
        "comment_answered": notices.answered,
        "comment_reply": notices.replied,
        "published": notices.published,
    },
    tasks={"paper": papers.make},
    due=(due.tick,),
    awaiting=(
        homing.to_editors,
        homing.drafts,
        homing.unsettled,
        homing.objections,
        homing.to_officers,
        homing.consultations,
    ),
    news=(homing.news,),
    front=(homing.front,),
    drift=(drift,),
    unsettling={"statement_withdrawn": N_("The statement was withdrawn.")},
    personal=PERSONAL,
    retentions=RETENTIONS,
    digest=("consultation", "comment_answered", "comment_reply", "published"),
    hooks={
        "ballot_ended:statement": deciding.ended,
        "edits:statement": deciding.edits,
        "says:statement": clearing.say,
        "lies_in:statement": queries.ids_in,
        "offline:statement": found.offline,
        "published:statement": deciding.is_published,
    },
)
