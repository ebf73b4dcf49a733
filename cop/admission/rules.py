"""Questions to applicants and invitations: what state each is in, how long its link lasts."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from cop.kernel.errors import N_, IllegalMove

QUESTION, INVITATION = "admission.question", "admission.invitation"
"""Purposes of the links in mail; a link of one is nothing to the other."""
LASTS = {QUESTION: timedelta(days=14), INVITATION: timedelta(days=14)}


class Invited(Enum):
    """An invitation: its letter is not asked for yet, waits to be written, is out; and how it ended."""

    kept = "kept"
    queued = "queued"
    sent = "sent"
    expired = "expired"
    accepted = "accepted"
    revoked = "revoked"


class Times(Protocol):
    """What an invitation's state follows from; ``letters`` counts those asked for."""

    letters: int
    sent_at: datetime | None
    expires: datetime | None
    accepted_at: datetime | None
    revoked_at: datetime | None


def state(one: Times, now: datetime) -> Invited:
    if one.accepted_at is not None:
        return Invited.accepted
    if one.revoked_at is not None:
        return Invited.revoked
    if one.sent_at is None or one.expires is None:
        return Invited.queued if one.letters else Invited.kept
    return Invited.sent if one.expires > now else Invited.expired


DEAD = {
    Invited.accepted: N_(
        "This invitation was used already. If it was you, sign in, or ask for a new password."
    ),
    Invited.revoked: N_(
        "This invitation was taken back. You can still ask to join; the secretariat decides."
    ),
    Invited.expired: N_(
        "This invitation has run out. Ask whoever invited you, or the secretariat, to send it again."
    ),
}
REPLACED = N_("A newer letter with another link was sent to you. Please use that one.")
UNKNOWN = N_("This is not the link of an invitation. Copy the whole address from the letter.")


def demand_open(one: Times, now: datetime) -> None:
    """Raises IllegalMove, with the sentence for whoever holds the link, unless the invitation can be used."""
    found = state(one, now)
    if found in DEAD:
        raise IllegalMove(DEAD[found])
    if found is not Invited.sent:
        raise IllegalMove(REPLACED)
