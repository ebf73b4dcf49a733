"""What was said of a meeting's time before there was a meeting becomes its answers, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from cop.kernel.db import db
from cop.kernel.ledger import NOBODY, record
from cop.meetings.company.models import Rsvp
from cop.meetings.company.rules import Answer
from cop.meetings.series.models import Occurrence
from cop.members.models import Member
from cop.spaces.queries import people_ids


def take_over(meeting: Occurrence, said: Mapping[int, Answer], actor: Any, now: datetime) -> None:
    """``said`` by the member's id. Of those who may read the space still; each is told by an invitation that says so."""
    ids = sorted(said.keys() & people_ids(meeting.series.space))
    if not ids:
        return
    known = select(Member.id, Member.group_key, Member.country).where(Member.id.in_(ids))
    rows = [
        {"meeting_id": meeting.id, "member_id": id, "answer": said[id].value, "comment": "", "at": now}
        | {"group_key": group, "country": country}
        for id, group, country in db.session.execute(known.order_by(Member.id))
    ]
    db.session.execute(insert(Rsvp), rows)
    meeting.coming += sum(said[id] is Answer.yes for id in ids)
    meeting.pulse += 1
    record("answers_taken_over", meeting.ref, actor=actor, now=now, audience=NOBODY, members=ids)
