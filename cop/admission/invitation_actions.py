"""Inviting people, and coming by an invitation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from cop.admission import actions, invitation_queries, keeping, permits
from cop.admission.models import Invitation
from cop.admission.rules import INVITATION, LASTS, Invited, demand_open, state
from cop.kernel import counters, keys
from cop.kernel.actions import action, lock_row, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, Forbidden, Invalid
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import Actor
from cop.members import addresses, joining_actions
from cop.members import keeping as members_keeping
from cop.members import permits as members_permits
from cop.members.models import Member
from cop.members.rules import Asked


@dataclass(frozen=True)
class Proposed:
    """Who is invited, as what; ``approves``: the inviter approves the person in advance."""

    email: str
    name: str
    group_key: str
    country: str
    organisation: str = ""
    language: str = "en"
    message: str = ""
    approves: bool = False


@action(permits.may_invite)
def invite(proposed: Proposed, *, actor: Member, now: datetime) -> Invitation:
    """Invites an address. The letter says what fits: nobody learns here whether the address belongs to a member.

    Raises Forbidden for an approval in advance by who may not approve, Invalid while another invitation is open.
    """
    if proposed.approves and not permits.may_approve(actor, proposed):
        raise Forbidden(permits.may_approve.refusal)
    counters.take("invitations")  # one at a time, so that two of one address cannot both be first
    key = addresses.key(proposed.email)
    _make_room(key, now)
    made = Invitation(key=key, by_id=actor.id, made_at=now, letters=0, **asdict(proposed))
    db.session.add(made)
    db.session.flush()
    keeping.ask_letter(made, now)
    record("invitation_made", made.ref, actor=actor, now=now, audience=OFFICERS, approves=int(made.approves))
    return made


def _make_room(key: str, now: datetime) -> None:
    """One open invitation an address; one that has run out gives way."""
    standing = invitation_queries.open_at(key)
    if standing is None:
        return
    if state(standing, now) is not Invited.expired:
        raise Invalid(
            N_("This address is invited already. Who invited it, or an officer, can send the letter again."),
            field="email",
        )
    keeping.take_back(standing, now)
    db.session.flush()


@action(permits.may_manage_invitation, lock="invitation")
def revoke(invitation: Invitation, *, actor: Member, now: datetime) -> None:
    """The link opens nothing any more. Raises IllegalMove for one that was used."""
    keeping.take_back(invitation, now)
    record("invitation_revoked", invitation.ref, actor=actor, now=now, audience=OFFICERS)


@action(permits.may_manage_invitation, lock="invitation")
def send_again(invitation: Invitation, *, actor: Member, now: datetime) -> None:
    """A new letter with a new link; the old one is dead. Raises IllegalMove."""
    keeping.demand_pending(invitation, now)
    keeping.ask_letter(invitation, now)
    record("invitation_sent_again", invitation.ref, actor=actor, now=now, audience=OFFICERS)


@upkeep(permits.by_the_clock, lock="invitation")
def make_link(invitation: Invitation, *, actor: Actor, now: datetime) -> str:
    """A secret for the link in the letter that is being written; only its hash stays here."""
    invitation.sent_at, invitation.expires = now, now + LASTS[INVITATION]
    return keys.mint(INVITATION, invitation.ref, LASTS[INVITATION], now)


@action(members_permits.may_join)
def accept(raw: str, asked: Asked, secret: str, *, actor: Actor, now: datetime) -> Invitation:
    """Uses an invitation's link to ask to join; ``secret`` is the password's hash. Raises IllegalMove.

    The link shows whose mailbox it is, and nothing more: the request waits for approval like any other, unless the
    inviter approved it in advance and it stays what the inviter approved.
    """
    invitation = invitation_queries.by_link(raw, now)
    lock_row(invitation)
    demand_open(invitation, now)
    keys.redeem(INVITATION, raw, now)
    keys.void(INVITATION, invitation.ref, now)
    invitation.accepted_at = now
    member = joining_actions.register(asked, secret, actor=actor, now=now)
    record("invitation_accepted", invitation.ref, actor=actor, now=now, audience=OFFICERS)
    if member is not None:
        invitation.member_id = member.id
        if member.addresses[0].key == invitation.key:
            _confirm(invitation, member, actor, now)
    return invitation


def _confirm(invitation: Invitation, member: Member, actor: Actor, now: datetime) -> None:
    members_keeping.confirm(member.addresses[0], now)
    record("address_confirmed", member.ref, actor=actor, now=now, audience=OFFICERS)
    approved_as = (invitation.group_key, invitation.country)
    as_invited = (member.group_key, member.country) == approved_as
    if invitation.approves and as_invited and permits.may_approve(invitation.by, member):
        actions.approve(member, actor=invitation.by, now=now)
