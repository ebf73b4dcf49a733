"""Asking for one's data, gathering it in the background, and taking the file away again."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.kernel import outbox
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import Actor
from cop.kernel.refs import ref
from cop.members.models import Member
from cop.privacy import export_queries, permits
from cop.privacy.export_models import GONE, MAKING, READY, Export

GIVEN_UP = timedelta(days=1)
"""After so long no worker makes it any more, and another may be asked for."""


@action(permits.may_keep_own, lock="member")
def ask_export(member: Member, *, actor: Actor, now: datetime) -> Export:
    """Lets the worker gather everything about the member. Raises IllegalMove while one is being made."""
    running = export_queries.running(member)
    if running and running.asked_at > now - GIVEN_UP:
        raise IllegalMove(
            N_("Your data is being gathered already. A letter tells you when the file is ready.")
        )
    if running:
        running.state = GONE
        db.session.flush()
    made = Export(member_id=member.id, asked_at=now)
    db.session.add(made)
    db.session.flush()
    outbox.put("export", {"export": made.id}, key=made.ref, due=now)
    record("export_asked", member.ref, actor=actor, now=now, audience=NOBODY, export=made.id)
    return made


@upkeep(permits.by_the_clock)
def note_progress(export: Export, percent: int, *, actor: Actor, now: datetime) -> None:
    export.progress = percent


@action(permits.by_the_clock, lock="export")
def finish_export(export: Export, name: str, size: int, *, actor: Actor, now: datetime) -> None:
    """The file ``name`` of so many bytes is there, and the member is told."""
    if export.state != MAKING:
        raise IllegalMove(N_("This file is not asked for any more."))
    export.state, export.name, export.size = READY, name, size
    export.progress, export.ready_at = 100, now
    about = ref("member", export.member_id)
    record("export_ready", about, actor=actor, now=now, audience=NOBODY, export=export.id)
