"""Asking those with a declared interest to recuse themselves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from cop.ballots import interests, permits
from cop.ballots.interests import Concern, Pair
from cop.ballots.models import Ballot
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.ledger import record


@action(permits.may_open, lock="ballot")
def propose_recusals(ballot: Ballot, subjects: Collection[Pair], *, actor: Any, now: datetime) -> int:
    """Notes which seats have an interest in what the ballot is about, and tells their people; how many notes."""
    found = interests.matching(ballot, subjects, now.date()) if subjects else ()
    for seat, interest in found:
        db.session.add(Concern(ballot_id=ballot.id, seat=seat, interest_id=interest))
    if found:
        record("recusals_proposed", ballot.ref, actor=actor, now=now, interests=len(found))
    return len(found)
