"""What is grave asks again who acts: a proof from the last quarter of an hour, declared by a route with ``fresh=True``.

A stolen cookie, or a browser left open, then opens no ballot and changes no role.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cop.kernel import clock
from cop.kernel.errors import N_, ProofNeeded

LASTS = timedelta(minutes=15)


def lately(actor: Any) -> bool:
    """Whether the actor's session was begun, or proven again, in the last quarter of an hour."""
    return actor.proven_at is not None and clock.lately() - actor.proven_at <= LASTS


def demand(actor: Any) -> None:
    """Raises ProofNeeded unless the actor proved lately who it is."""
    if not lately(actor):
        raise ProofNeeded(N_("Before this, show once more that it is you."))
