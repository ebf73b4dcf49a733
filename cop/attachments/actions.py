"""Bringing a file, and clearing up those that came to nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from cop.attachments import permits, queries, store
from cop.attachments.models import Attachment
from cop.attachments.reading import Read
from cop.attachments.rules import LONGEST_ALT
from cop.kernel import text
from cop.kernel.actions import upkeep
from cop.kernel.db import db
from cop.kernel.permits import CLOCK, Actor, permit
from cop.members.models import Member

KEPT = timedelta(days=7)
"""How long a file waits for the text that it was brought for: as long as one may leave a draft alone."""
MOST = 100


@upkeep(permits.may_upload)
def keep_file(read: Read, scanned: bool, *, actor: Member, now: datetime) -> Attachment:
    """Keeps it for its owner alone, until a text that it belongs to is said."""
    made = Attachment(owner_id=actor.id, name=read.name, kind=read.kind, size=len(read.content), at=now)
    made.width, made.height, made.scanned = read.width, read.height, scanned
    made.sha256, made.key = hashlib.sha256(read.content).hexdigest(), store.put(read.content)
    db.session.add(made)
    db.session.flush()
    return made


@upkeep(permits.may_describe)
def describe(file: Attachment, shows: str, *, actor: Member, now: datetime) -> None:
    """What an image shows, for who does not see it. Raises Invalid."""
    file.alt = text.line(shows)[:LONGEST_ALT]


@upkeep(permit(CLOCK))
def forget_left_over(*, actor: Actor, now: datetime) -> list[str]:
    """Forgets files that belong to nothing; returns the keys of their bytes, to be dropped once this stands."""
    gone = queries.left_over(now - KEPT, MOST)
    keys = [one.key for one in gone]
    for one in gone:
        db.session.delete(one)
    return keys
