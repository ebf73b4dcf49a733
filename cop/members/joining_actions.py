"""How a person asks to become a member and confirms the address; and the very first account."""

from __future__ import annotations

import hmac
from datetime import datetime

from cop.kernel import counters, keys
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.installation import Installation
from cop.kernel.ledger import NOBODY, OFFICERS, record
from cop.kernel.permits import Actor, public
from cop.members import addresses, keeping, permits, queries
from cop.members.models import Member, RoleGrant
from cop.members.rules import CONFIRM, Asked, State

FIRST_GRANTS = ("officer", "administrator")


@action(permits.may_join)
def register(asked: Asked, secret: str, *, actor: Actor, now: datetime) -> Member | None:
    """Writes the request down; ``secret`` is the password's hash. None when the address has an account already.

    A request whose address was never confirmed is written anew: only the newest link and password count.
    """
    counters.take("registrations")  # one at a time, so that two posts of one address cannot both be first
    known = queries.address(addresses.key(asked.email))
    if known and known.member.state != State.registered.value:
        record("registration_repeated", known.member.ref, actor=actor, now=now, audience=NOBODY)
        return None
    member = known.member if known else keeping.new_member(asked, now)
    if known:
        keeping.write_down(member, asked, now)
        keys.void(CONFIRM, known.ref, now)
    keeping.password(member, secret, now)
    keeping.agreed(member, now)
    record("registration_sent", member.ref, actor=actor, now=now, audience=OFFICERS)
    return member


@action(public)
def confirm_address(raw: str, *, actor: Actor, now: datetime) -> Member:
    """Uses the link that went to the address; the secretariat decides next. Raises IllegalMove when it does not hold."""
    address = keeping.linked_address(CONFIRM, raw, now)
    keeping.confirm(address, now)
    record("address_confirmed", address.member.ref, actor=actor, now=now, audience=OFFICERS)
    return address.member


@action(permits.may_join)
def set_up(asked: Asked, secret: str, code: str, *, actor: Actor, now: datetime) -> Member:
    """Makes the first account, an officer and an administrator in one: the community has nobody else to be either.

    ``code`` is what the terminal printed when the community was founded; it works once. Raises Invalid otherwise.
    """
    row = db.session.get_one(Installation, 1)
    lock_row(row)
    if not row.setup_hash or not hmac.compare_digest(row.setup_hash, keys.hashed(code)):
        raise Invalid(
            N_("This is not the code. The terminal printed it when the community was first started."),
            field="code",
        )
    row.setup_hash = ""
    member = keeping.new_member(asked, now)
    member.state, member.active_at, member.addresses[0].verified_at = State.active.value, now, now
    member.grants = [RoleGrant(role=role, since=now) for role in FIRST_GRANTS]
    keeping.password(member, secret, now)
    keeping.agreed(member, now)
    record("community_set_up", member.ref, actor=actor, now=now, audience=OFFICERS)
    return member
