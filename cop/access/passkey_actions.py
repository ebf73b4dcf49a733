"""Challenges for passkeys."""

from __future__ import annotations

from datetime import datetime

from cop.access.passkeys import LASTS
from cop.kernel import keys
from cop.kernel.actions import upkeep
from cop.kernel.permits import Actor, public


@upkeep(public)
def challenge(purpose: str, subject: str, *, actor: Actor, now: datetime) -> str:
    """A new challenge for ``subject`` (a member's ref, or anyone's who signs in); it works once."""
    return keys.mint(purpose, subject, LASTS, now)
