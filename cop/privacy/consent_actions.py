"""Agreeing to the terms, and putting a new version of them in force."""

from __future__ import annotations

from datetime import datetime

from cop.kernel import outbox
from cop.kernel.actions import action
from cop.kernel.errors import N_, Invalid, Stale
from cop.kernel.ledger import MEMBERS, NOBODY, record
from cop.kernel.permits import Actor
from cop.members.models import Member
from cop.privacy import consent, permits
from cop.privacy.consent_models import Terms

NEWER = N_("A newer version was put in force meanwhile. Read it, then decide.")


@action(permits.may_keep_own, lock="member")
def agree(member: Member, version: int, *, actor: Actor, now: datetime) -> None:
    """To the version that was shown. Raises Stale when another is in force by now."""
    terms = consent.in_force()
    if terms is None or terms.version != version:
        raise Stale(NEWER, version=terms.version if terms else 0)
    consent.note(member, now, joining=False)
    record("terms_agreed", member.ref, actor=actor, now=now, audience=NOBODY, version=version)


@action(permits.may_write_terms)
def put_in_force(source: str, changes: str, seen: int, *, actor: Member, now: datetime) -> Terms:
    """The next version; every member is asked at the next signing in. ``seen`` is the version it was written from.

    Raises Stale when another administrator was faster, Invalid for a text that is empty or the same.
    """
    last = consent.in_force()
    if last is not None and last.version != seen:
        raise Stale(
            N_("Another administrator put a version in force meanwhile. Compare the two, then send again."),
            theirs=last.source,
            version=last.version,
        )
    if not source.strip() or (last and source.strip() == last.source.strip()):
        raise Invalid(N_("The text is empty, or the same as the one in force."), field="source")
    made = consent.add(source, changes, actor, now)
    outbox.put("terms", {}, key=f"terms:{made.version}", due=now)
    record(
        "terms_put_in_force", "installation:1", actor=actor, now=now, audience=MEMBERS, version=made.version
    )
    return made
