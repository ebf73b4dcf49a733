"""The manifest of calls for trials."""

from cop.calls import (
    clockwork,
    found,
    home,
    judging_views,
    keeping_views,
    notices,
    proposal_views,
    queries,
    views,
)
from cop.calls.personal import PERSONAL
from cop.calls.verbs import VERBS
from cop.kernel.features import SILENT, Feature

PAGES = {room.pages for room in (views, keeping_views, proposal_views, judging_views)}  # one, filled by all

feature = Feature(
    "calls",
    blueprints=tuple(PAGES),
    sources=found.SOURCES,
    refs={"call": queries.resolve, "proposal": queries.resolve_proposals},
    verbs=VERBS,
    notices=dict.fromkeys(VERBS, SILENT)
    | dict.fromkeys(notices.CALL_TOLD, notices.tell)
    | dict.fromkeys(notices.PROPOSAL_SAYS, notices.tell_of_proposal)
    | {"proposal_withdrawn": notices.tell_of_withdrawal},
    letters={
        "call": notices.call,
        "proposal": notices.proposal,
        "proposal_withdrawn": notices.withdrawn,
    },
    due=(clockwork.remind_due, clockwork.close_due),
    awaiting=(home.awaiting,),
    personal=PERSONAL,
    digest=("call", "proposal", "proposal_withdrawn"),
)
