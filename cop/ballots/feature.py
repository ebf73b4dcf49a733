"""Ballots' manifest."""

from collections.abc import Iterable
from typing import Any

from cop.ballots import due, queries, record_views, rule_views, views
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature
from cop.kernel.refs import Resolved

VERBS = (
    "ballot_opened ballot_closed ballot_extended ballot_overtaken ballot_annulled ballot_reminded position_taken "
    "position_entered position_retracted entry_retracted position_late position_voided seat_transferred "
    "seat_unreached openings_erased motion_proposed motion_withdrawn objection_answered objection_resolved "
    "objection_maintained objection_lapsed witness_added"
)


def _resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    for ballot, subject in queries.visible(ids, viewer):
        address = f"/statements/{ballot.slug}/ballots/{ballot.n}"
        yield Resolved(ballot.ref, N_("Ballot"), subject.title, address)


feature = Feature(
    "ballots",
    blueprints=(views.pages, record_views.anywhere, rule_views.pages),
    refs={"ballot": _resolve},
    notices=dict.fromkeys(VERBS.split(), SILENT),
    due=(due.tick,),
)
