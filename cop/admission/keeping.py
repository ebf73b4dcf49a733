"""What several actions about invitations write, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.admission.models import Invitation
from cop.admission.rules import INVITATION, Invited, state
from cop.kernel import keys, outbox
from cop.kernel.errors import N_, IllegalMove

MOST_LETTERS = 5
"""To one address, for one invitation: who did not answer by then does not want to."""


def ask_letter(invitation: Invitation, now: datetime, due: datetime | None = None) -> None:
    """The worker writes a letter with a new link; what was sent before opens nothing any more. Raises IllegalMove."""
    if invitation.letters >= MOST_LETTERS:
        raise IllegalMove(
            N_("%(name)s has got %(number)d letters about this already. Ask the person in some other way."),
            name=invitation.name,
            number=MOST_LETTERS,
        )
    keys.void(INVITATION, invitation.ref, now)
    invitation.letters += 1
    invitation.sent_at = invitation.expires = None
    outbox.put(**letter(invitation.id, invitation.letters, due or now))


def letter(id: int, number: int, due: datetime) -> dict[str, Any]:
    """The outbox item of an invitation's letter of that number."""
    payload = {"invitation": id, "letter": number}
    return {"kind": "invitation", "payload": payload, "key": f"invitation:{id}:{number}", "due": due}


def take_back(invitation: Invitation, now: datetime) -> None:
    """Raises IllegalMove for an invitation that was used or taken back."""
    demand_pending(invitation, now)
    invitation.revoked_at = now
    keys.void(INVITATION, invitation.ref, now)


def demand_pending(invitation: Invitation, now: datetime) -> None:
    ended = {
        Invited.accepted: N_("%(name)s has used this invitation already."),
        Invited.revoked: N_("The invitation of %(name)s was taken back already. Invite anew."),
    }
    if (found := state(invitation, now)) in ended:
        raise IllegalMove(ended[found], name=invitation.name)
