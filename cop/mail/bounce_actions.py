"""Counting what came back, and writing again to an address that works again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import NOBODY, OFFICERS, record
from cop.kernel.permits import Actor
from cop.mail import bounce_queries, permits
from cop.mail.bounce_models import AddressTrouble
from cop.mail.bounces import STOPS_AT, Trouble
from cop.members.models import Address

FORGOTTEN = timedelta(days=60)  # what came back as long ago says nothing about the address now


@action(permits.by_the_clock, lock="address")
def count_bounce(address: Address, trouble: Trouble, *, actor: Actor, now: datetime) -> None:
    """At four points nothing is sent there any more, until the member or the secretariat says so."""
    found = bounce_queries.trouble_of(address.id)
    if found is None:
        found = AddressTrouble(address_id=address.id, score=0, at=now)
        db.session.add(found)
    found.score = trouble.points + (found.score if found.at > now - FORGOTTEN else 0)
    found.status, found.at = trouble.status, now
    stops = found.score >= STOPS_AT and found.stopped_at is None
    if stops:
        found.stopped_at = now
    record("letter_returned", address.ref, actor=actor, now=now, audience=NOBODY, points=trouble.points)
    if stops:
        record("letters_stopped", address.ref, actor=actor, now=now, audience=OFFICERS)


@action(permits.may_write_again, lock="trouble")
def write_again(trouble: AddressTrouble, *, actor: Any, now: datetime) -> None:
    """Letters go to the address again, and what came back before counts no more. Raises IllegalMove."""
    if trouble.stopped_at is None:
        raise IllegalMove(N_("Letters go to this address already."))
    trouble.score, trouble.stopped_at = 0, None
    record("letters_resumed", trouble.ref, actor=actor, now=now, audience=OFFICERS)
