"""Ballots' manifest."""

from collections.abc import Iterable
from typing import Any

from cop.ballots import actions, due, open_actions, queries, records
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature
from cop.kernel.refs import Resolved

__all__ = ["actions", "feature", "open_actions", "records"]
VERBS = (
    "ballot_opened ballot_closed ballot_extended ballot_overtaken ballot_reminded position_taken "
    "position_entered position_retracted entry_retracted position_late objection_lapsed"
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
