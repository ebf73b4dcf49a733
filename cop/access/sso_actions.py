"""An account elsewhere as a way in: linked and unlinked by its owner, and let in like all who proved who they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cop.access import sso_queries
from cop.access.sso_models import LinkedIdentity
from cop.access.sso_rules import FLOW, Identity, is_fresh
from cop.kernel import keys
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Refused
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import Actor, public
from cop.members import permits, sessions
from cop.members.entrance import Admitted, Browser, admit
from cop.members.models import Member

RETURN = "access.sso_return"
"""Purpose of the secret that a browser brings back from the provider."""
USED = N_("This answer of the sign-on service was used already. Please begin again.")
TAKEN = N_("This account is linked with another account here already. Its owner can unlink it there.")
STALE = N_(
    "The sign-on service did not ask anew who you are, so this proves too little. Prove it here instead."
)


@action(public)
def sign_in(
    linked: LinkedIdentity, identity: Identity, state: str, browser: Browser, *, actor: Actor, now: datetime
) -> Admitted:
    """Lets the linked member in; ``state`` is the secret that came back, which counts once.

    Raises Forbidden unless the member is in force, Invalid for an answer that was used.
    """
    _use_up(state, linked.member.ref, now)
    linked.used_at = now
    return admit(linked.member, browser, actor=actor, now=now, second=identity.second_factor)


@action(permits.may_keep_account, lock="member")
def link(member: Member, identity: Identity, *, actor: Member, now: datetime) -> LinkedIdentity:
    """Makes an account elsewhere a way into this one. Raises IllegalMove when either has another already."""
    if sso_queries.of_member(member) is not None:
        raise IllegalMove(N_("Your account is linked already. Unlink the other account there first."))
    made = LinkedIdentity(
        member_id=member.id, issuer=identity.issuer, subject=identity.subject, linked_at=now
    )
    made.shown = identity.shown
    db.session.add(made)
    _flush(IllegalMove(TAKEN))
    record("identity_linked", member.ref, actor=actor, now=now, audience=NOBODY, identity=made.id)
    return made


@action(permits.may_keep_account)
def unlink(linked: LinkedIdentity, *, actor: Member, now: datetime) -> None:
    """The account elsewhere opens nothing here any more; the password still does."""
    db.session.delete(linked)
    record("identity_unlinked", linked.member.ref, actor=actor, now=now, audience=NOBODY, identity=linked.id)


@action(permits.may_keep_account)
def prove_by_identity(
    linked: LinkedIdentity, identity: Identity, state: str, *, actor: Member, now: datetime
) -> None:
    """Who is signed in here signed in there anew just now; whoever has a second factor here, with one there too.

    Raises Invalid when it was a while ago, without one, or for a used answer.
    """
    if not is_fresh(identity.at, now) or (linked.member.factors and not identity.second_factor):
        raise Invalid(STALE)
    _use_up(state, linked.member.ref, now)
    sessions.prove(linked.member, now)
    record("identity_proven", linked.member.ref, actor=actor, now=now, audience=NOBODY)


def _use_up(state: str, whose: str, now: datetime) -> None:
    db.session.add(
        keys.Token(purpose=RETURN, subject=whose, hash=keys.hashed(state), expires=now + FLOW, used_at=now)
    )
    _flush(Invalid(USED))


def _flush(refusal: Refused) -> None:
    """Raises ``refusal`` when what was added is there already."""
    try:
        db.session.flush()
    except IntegrityError as there:
        raise refusal from there
