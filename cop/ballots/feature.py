"""Ballots' manifest."""

from collections.abc import Iterable
from typing import Any

from cop.ballots import (
    due,
    homing,
    letters,
    notices,
    queries,
    record_views,
    rule_views,
    run_views,
    seat_views,
    views,
)
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place
from cop.kernel.refs import Resolved

__all__ = ["feature", "run_views", "seat_views"]


def _resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    for ballot, subject in queries.visible(ids, viewer):
        address = f"/statements/{ballot.slug}/ballots/{ballot.n}"
        yield Resolved(ballot.ref, N_("Ballot"), subject.title, address)


feature = Feature(
    "ballots",
    foot=(Place(N_("How decisions are made"), "rules.index", 10),),
    blueprints=(views.pages, record_views.anywhere, rule_views.pages),
    refs={"ballot": _resolve},
    notices=dict.fromkeys(notices.QUIET, SILENT) | notices.NOTICES,
    letters=letters.LETTERS,
    due=(due.tick,),
    awaiting=(homing.awaiting, homing.awaiting_officers),
    drift=(queries.drift,),
)
