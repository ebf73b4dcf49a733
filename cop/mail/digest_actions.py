"""Choosing a digest, and setting off those that are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cop.kernel import outbox
from cop.kernel.actions import upkeep
from cop.kernel.db import db
from cop.kernel.permits import Actor
from cop.mail import digest_queries, permits
from cop.mail.digest_models import Digest
from cop.mail.digest_rules import Pace, after_sending, next_moment
from cop.mail.models import Inbound
from cop.members.models import Member
from cop.members.presence import last_here


@upkeep(permits.may_choose_digest, lock="member")
def choose_digest(
    member: Member, days: Sequence[int], own_languages: bool, *, actor: Any, now: datetime
) -> None:
    """On these days of the week (0 is Monday); none ends it."""
    digest = digest_queries.digest_of(member)
    if digest is None:
        digest = Digest(member_id=member.id)
        db.session.add(digest)
    digest.days, digest.own_languages = sorted(set(days)), own_languages
    digest.pace, digest.unseen = Pace.CHOSEN.value, 0
    digest.next_at = next_moment(digest.days, Pace.CHOSEN, member.zone, now)


@upkeep(permits.may_say, lock="mail")
def send_now(mail: Inbound, since: datetime, *, actor: Any, now: datetime) -> None:
    """What a mail asked for: what is new since then, whatever digest its writer has otherwise."""
    told = {"member": mail.member_id, "since": since.isoformat(), "pace": "", "mail": mail.id}
    outbox.put("digest", told, key=f"digest:mail:{mail.id}", due=now)


@upkeep(permits.by_the_clock, lock="digest")
def set_off(digest: Digest, *, actor: Actor, now: datetime) -> None:
    """Puts one into the outbox and says when the next is due; slower for who was not here since the last ones."""
    if digest.next_at is None or digest.next_at > now:
        return
    here = last_here(digest.member)
    since = digest.sent_at
    pace, digest.unseen = after_sending(
        Pace(digest.pace), digest.unseen, since is None or (here is not None and here > since)
    )
    told = {"member": digest.member_id, "since": since.isoformat() if since else "", "pace": pace.value}
    outbox.put("digest", told, key=f"digest:{digest.member_id}:{digest.next_at:%Y-%m-%d}", due=now)
    digest.pace, digest.sent_at = pace.value, now
    digest.next_at = next_moment(digest.days, pace, digest.member.zone, now)
