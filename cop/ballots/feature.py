"""Ballots' manifest."""

from collections.abc import Iterable
from typing import Any

from cop.ballots import (
    actions,
    due,
    motion_actions,
    objection_actions,
    open_actions,
    outcomes,
    queries,
    records,
    roll_actions,
    witness_actions,
)
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature
from cop.kernel.refs import Resolved

__all__ = [
    "actions",
    "feature",
    "motion_actions",
    "objection_actions",
    "open_actions",
    "outcomes",
    "records",
    "roll_actions",
    "witness_actions",
]
VERBS = (
    "ballot_opened ballot_closed ballot_extended ballot_overtaken ballot_reminded position_taken "
    "position_entered position_retracted entry_retracted position_late objection_lapsed seat_transferred seat_unreached openings_erased "
    "motion_proposed motion_withdrawn ballot_annulled position_voided objection_answered objection_resolved "
    "objection_maintained witness_added"
)


def _resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    for ballot, subject in queries.visible(ids, viewer):
        address = f"/statements/{ballot.slug}/ballots/{ballot.n}"
        yield Resolved(ballot.ref, N_("Ballot"), subject.title, address)


feature = Feature(
    "ballots",
    refs={"ballot": _resolve},
    notices=dict.fromkeys(VERBS.split(), SILENT),
    due=(due.tick,),
)
