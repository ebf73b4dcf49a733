"""Leaving: whom it is refused to, and how a person is taken out of everything that names them."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.personal import GOES
from cop.members import office_queries
from cop.members.models import Member
from cop.privacy import kept

LAST_OF = {
    "administrator": N_(
        "The last administrator cannot leave: nobody could grant a role any more. Make somebody else one first."
    ),
    "officer": N_(
        "The only officer cannot leave: nobody could let members in or open a ballot. An administrator makes another "
        "member officer first."
    ),
}


def demand_free(member: Member) -> None:
    """Raises IllegalMove for whom the community cannot do without."""
    for role, sentence in LAST_OF.items():
        if role in member.grants_held and not office_queries.others_holding(role, member.id):
            raise IllegalMove(sentence)


def erase(member: Member, words: bool, now: datetime) -> None:
    """Takes the person out, in the caller's transaction: the account itself comes last.

    ``words``: what the person wrote in discussions goes too.
    """
    for one in reversed(kept.declared()):
        if one.erase:
            one.erase(member, words, now)
    db.session.flush()


def what_goes() -> list[str]:
    """What is deleted whole, each said once."""
    return [part.what for part in kept.parts() if part.leaving == GOES]


def what_stays() -> dict[str, list[str]]:
    """What becomes of all else: each such sentence with what it is said of."""
    found: dict[str, list[str]] = {}
    for part in kept.parts():
        if part.leaving != GOES:
            found.setdefault(part.leaving, []).append(part.what)
    return found
