"""Taking the members along as a file: who did is on record."""

from __future__ import annotations

from datetime import datetime

from cop.admission import permits
from cop.kernel.actions import action
from cop.kernel.ledger import OFFICERS, record
from cop.members.models import Member


@action(permits.may_export)
def note_export(member: Member, kind: str, rows: int, *, actor: Member, now: datetime) -> None:
    """``member`` is who takes the file, of that kind and so many rows."""
    record("members_exported", member.ref, actor=actor, now=now, audience=OFFICERS, kind=kind, rows=rows)
