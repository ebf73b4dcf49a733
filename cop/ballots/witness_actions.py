"""Taking a witness: somebody outside signs a head with a key of their own, and so vouches for the record so far."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from cop.ballots import kept, permits, records
from cop.ballots.models import Ballot
from cop.ballots.record import Head, signed_by
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import MEMBERS, record


@action(permits.may_witness, lock="ballot")
def add_witness(
    ballot: Ballot, hash_: str, sig: str, name: str, key: str, *, actor: Any, now: datetime
) -> kept.Witness:
    """Keeps a signature over the head at the event ``hash_``. Raises Invalid (hash, sig) for what does not hold."""
    event = records.found(ballot, hash_)
    if event is None:
        raise Invalid(
            N_("No event of this record has that hash. Copy it from the head you signed."), field="hash"
        )
    if key.lower() == ballot.key:
        raise Invalid(
            N_("That is the platform's own key. A witness signs with a key that this server does not hold."),
            field="key",
        )
    signed = Head(event.seq, event.hash, sig.lower())
    if not re.fullmatch("[0-9a-f]{128}", signed.sig) or not signed_by(signed, ballot.name, key.lower()):
        raise Invalid(
            N_("This key did not make that signature over that head. Sign the bytes shown."), field="sig"
        )
    witness = kept.Witness(ballot_id=ballot.id, seq=event.seq, hash=event.hash, sig=signed.sig, at=now)
    witness.name, witness.key = name, key.lower()
    _demand_new(witness)
    db.session.add(witness)
    db.session.flush()
    record("witness_added", ballot.ref, actor=actor, now=now, audience=MEMBERS, witness=witness.id)
    return witness


def _demand_new(witness: kept.Witness) -> None:
    same = db.session.query(kept.Witness).filter_by(
        ballot_id=witness.ballot_id, seq=witness.seq, key=witness.key
    )
    if same.first():
        raise Invalid(N_("This key has signed that head already."), field="sig")
