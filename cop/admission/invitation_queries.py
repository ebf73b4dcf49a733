"""Invitations, as far as a viewer may manage them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import joinedload

from cop.admission.models import OPEN, Invitation
from cop.admission.rules import INVITATION, REPLACED, UNKNOWN, Invited, demand_open
from cop.kernel import keys, paging, refs
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove
from cop.members.models import Address, Group, Member
from cop.members.rules import State

HAS_ACCOUNT = Member.state != State.registered.value
"""Condition on Member: its address is confirmed, whatever became of the request."""


def managed_by(viewer: Any) -> ColumnElement[bool]:
    """Condition on Invitation: officers manage all, stewards those of their own making."""
    if "officer" in viewer.roles:
        return true()
    return Invitation.by_id == viewer.id if viewer.is_member else false()


def in_state(wanted: str, now: datetime) -> ColumnElement[bool]:
    """Condition on Invitation, as ``rules.state`` says of one; any for what names no state."""
    ended = or_(Invitation.accepted_at.is_not(None), Invitation.revoked_at.is_not(None))
    conditions = {
        Invited.kept.value: ~ended & (Invitation.letters == 0),
        Invited.queued.value: ~ended & (Invitation.letters > 0) & Invitation.sent_at.is_(None),
        Invited.sent.value: ~ended & (Invitation.expires > now),
        Invited.expired.value: ~ended & (Invitation.expires <= now),
        Invited.accepted.value: Invitation.accepted_at.is_not(None),
        Invited.revoked.value: Invitation.accepted_at.is_(None) & Invitation.revoked_at.is_not(None),
    }
    return conditions.get(wanted, true())


def listed(viewer: Any, wanted: str, now: datetime, cursor: str = "") -> paging.Page:
    """Newest first: the invitation, by (who invited) and group (its name)."""
    rows = (
        select(Invitation, Member.name.label("by"), Group.name.label("group"))
        .join(Member, Member.id == Invitation.by_id)
        .join(Group, Group.key == Invitation.group_key)
        .where(managed_by(viewer), in_state(wanted, now))
    )
    return paging.read(rows, (Invitation.id,), cursor=cursor)


def invitation(viewer: Any, id: int) -> Invitation | None:
    return db.session.scalar(select(Invitation).where(Invitation.id == id, managed_by(viewer)))


def open_at(key: str) -> Invitation | None:
    """The invitation of an address that was neither used nor taken back; it may have run out."""
    return db.session.scalar(select(Invitation).where(Invitation.key == key, OPEN))


def open_among(addresses: Iterable[str]) -> set[str]:
    """Those of ``addresses`` (keys) that have an invitation which was neither used nor taken back."""
    return set(db.session.scalars(select(Invitation.key).where(Invitation.key.in_(list(addresses)), OPEN)))


def accounts_among(addresses: Iterable[str]) -> set[str]:
    """Those of ``addresses`` (keys) that belong to an account, of whatever state but a request never confirmed."""
    known = select(Address.key).join(Member, Member.id == Address.member_id)
    return set(db.session.scalars(known.where(Address.key.in_(list(addresses)), HAS_ACCOUNT)))


def by_link(raw: str, now: datetime) -> Invitation:
    """The invitation that a link opens. Raises IllegalMove with a sentence for whoever holds a dead one."""
    of_purpose = select(keys.Token).where(
        keys.Token.hash == keys.hashed(raw), keys.Token.purpose == INVITATION
    )
    token = db.session.scalar(of_purpose)
    found = _with_inviter(refs.split(token.subject)[1]) if token else None
    if token is None or found is None:
        raise IllegalMove(UNKNOWN)
    demand_open(found, now)
    if token.used_at is not None or token.expires <= now:
        raise IllegalMove(REPLACED)
    return found


def _with_inviter(id: int) -> Invitation | None:
    return db.session.scalar(select(Invitation).where(Invitation.id == id).options(joinedload(Invitation.by)))
