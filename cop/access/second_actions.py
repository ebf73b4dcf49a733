"""Between the password and the session: the second factor; and the same proof again, later, before what is grave."""

from __future__ import annotations

from datetime import datetime

from cop.access import passkeys, proofs, queries
from cop.access.proofs import Shown
from cop.kernel import keys
from cop.kernel.actions import action
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import Actor, public
from cop.members import permits, sessions
from cop.members.entrance import Admitted, Browser, admit
from cop.members.models import Member
from cop.members.rules import SECOND

TOO_LATE = N_("Ten minutes have passed since you typed your password, so begin again.")


@action(public)
def finish(raw: str, shown: Shown, browser: Browser, *, actor: Actor, now: datetime) -> Admitted:
    """Uses up the pass that the password earned, and a second factor. Raises IllegalMove, Invalid, Forbidden."""
    member = queries.member_of_pass(raw, now)
    if member is None:
        raise IllegalMove(TOO_LATE)
    proofs.demand(member, shown, now)
    keys.redeem(SECOND, raw, now)
    return admit(member, browser, actor=actor, now=now, second=True)


@action(public)
def sign_in_by_passkey(
    credential: str, challenge: str, browser: Browser, *, actor: Actor, now: datetime
) -> Admitted:
    """A passkey whose device verified its owner is both factors in one. Raises Invalid, Forbidden."""
    member = passkeys.owner(credential, challenge, now)
    return admit(member, browser, actor=actor, now=now, second=True)


@action(permits.may_keep_account)
def prove_by_factor(member: Member, shown: Shown, *, actor: Member, now: datetime) -> None:
    """Who is signed in has shown a second factor again."""
    proofs.demand(member, shown, now)
    sessions.prove(member, now)
    record("identity_proven", member.ref, actor=actor, now=now, audience=NOBODY)
