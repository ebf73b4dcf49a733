"""Ballots' manifest."""

from collections.abc import Iterable
from typing import Any

from cop.ballots import (
    by_link,
    delegate_views,
    delegation_views,
    due,
    homing,
    interest_notices,
    letters,
    list_views,
    notices,
    permits,
    queries,
    record_views,
    rule_views,
    run_views,
    seat_views,
    views,
)
from cop.ballots.personal import PERSONAL
from cop.ballots.verbs import VERBS
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place, Tool
from cop.kernel.refs import Resolved

__all__ = ["feature", "list_views", "run_views", "seat_views"]


def _resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    for ballot, subject in queries.visible(ids, viewer):
        address = f"/statements/{ballot.slug}/ballots/{ballot.n}"
        yield Resolved(ballot.ref, N_("Ballot"), subject.title, address)


feature = Feature(
    "ballots",
    blueprints=(
        views.pages,
        record_views.anywhere,
        rule_views.pages,
        delegation_views.pages,
        delegate_views.pages,
    ),
    foot=(Place(N_("How decisions are made"), "rules.index", 10),),
    tools=(
        Tool(
            N_("Delegations"),
            N_("Who speaks for each country in each group, where such a pair has one seat."),
            "delegations.index",
            60,
            permits.may_name_delegations,
        ),
    ),
    refs={"ballot": _resolve},
    verbs=VERBS,
    notices=dict.fromkeys(notices.QUIET, SILENT)
    | notices.NOTICES
    | {"recusals_proposed": interest_notices.to_concerned},
    letters=letters.LETTERS | {"recusal_proposed": interest_notices.recusal_proposed},
    due=(due.tick,),
    awaiting=(homing.awaiting, homing.awaiting_officers),
    personal=PERSONAL,
    digest=("ballot_extended", "ballot_ended", "ballot_reminder", "recusal_proposed"),
    drift=(queries.drift,),
    hooks={"by_link:ballot": by_link.asks},
)
