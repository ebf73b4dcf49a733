"""A space takes threads by mail, or no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.discussions import permits
from cop.discussions.mailed_models import MailedSpace
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import record
from cop.spaces.models import Space


@action(permits.may_moderate, lock="space")
def allow_mail(space: Space, *, actor: Any, now: datetime) -> None:
    """Its members may begin threads there by mail. Raises IllegalMove."""
    if db.session.get(MailedSpace, space.id) is not None:
        raise IllegalMove(N_("Threads are begun by mail here already."))
    db.session.add(MailedSpace(space_id=space.id, since=now))
    record("threads_by_mail_allowed", space.ref, actor=actor, now=now, audience=space.audience)


@action(permits.may_moderate, lock="space")
def end_mail(space: Space, *, actor: Any, now: datetime) -> None:
    """From now on threads are begun on the page alone. Raises IllegalMove."""
    row = db.session.get(MailedSpace, space.id)
    if row is None:
        raise IllegalMove(N_("Threads are not begun by mail here."))
    db.session.delete(row)
    record("threads_by_mail_ended", space.ref, actor=actor, now=now, audience=space.audience)
