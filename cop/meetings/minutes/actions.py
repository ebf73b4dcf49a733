"""Minutes are written, sent out for corrections, adopted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel import text
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import MEMBERS, record
from cop.meetings import permits
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.minutes import rules as minutes_rules
from cop.meetings.minutes.models import Minutes, MinutesRevision
from cop.meetings.minutes.rules import Draft
from cop.meetings.series import rules
from cop.meetings.series.models import Occurrence
from cop.spaces import speech
from cop.writing.composing import compose, note_links, things


@action(permits.may_write_minutes, lock="meeting")
def write_minutes(meeting: Occurrence, source: str, version: int, *, actor: Any, now: datetime) -> Minutes:
    """A new revision. ``version`` is the one that was edited, 0 for none. Raises Stale when someone was faster."""
    rules.demand_begun(meeting.slot, now)
    minutes = minutes_queries.minutes(meeting) or Minutes(
        meeting_id=meeting.id, state=Draft.draft.value, version=0
    )
    minutes_rules.demand_open_minutes(minutes.state)
    _demand_fresh(minutes, version)
    minutes.version += 1
    db.session.add(minutes)
    db.session.flush()
    written = compose(source, actor, meeting.series.space_id)
    revision = MinutesRevision(minutes_id=minutes.id, number=minutes.version, author_id=actor.id, at=now)
    revision.source, revision.html, revision.renderer = written.source, written.html, written.renderer
    db.session.add(revision)
    audience = speech.presence(meeting.series.speech, MEMBERS)
    record("minutes_saved", meeting.ref, actor=actor, now=now, audience=audience, revision=minutes.version)
    return minutes


def _demand_fresh(minutes: Minutes, version: int) -> None:
    if minutes.version != version:
        now_there = minutes_queries.text_of(minutes)
        raise Stale(
            N_(
                "Someone saved the minutes while you wrote. Compare, take over what is missing, then send again."
            ),
            theirs=now_there.source if now_there else "",
            version=minutes.version,
        )


def _minutes(meeting: Occurrence) -> Minutes:
    minutes = minutes_queries.minutes(meeting)
    if minutes is None:
        raise IllegalMove(N_("There are no minutes yet. A facilitator or the secretariat writes them."))
    return minutes


@action(permits.may_organise, lock="meeting")
def open_corrections(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """Sends the draft to those who were present; they may correct it for seven days."""
    minutes = _minutes(meeting)
    minutes_rules.demand_draft(minutes.state)
    minutes.state, minutes.opened_at = Draft.corrections.value, now
    minutes.corrections_until = now + minutes_rules.CORRECTIONS
    record("minutes_opened", meeting.ref, actor=actor, now=now)


@action(permits.may_organise, lock="meeting")
def adopt_minutes(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """From here on the minutes are locked."""
    minutes = _minutes(meeting)
    minutes_rules.demand_adoptable(minutes.state, minutes.corrections_until, now)
    minutes.state, minutes.adopted_at = Draft.adopted.value, now
    if said := minutes_queries.text_of(minutes):
        note_links(meeting.ref, things(text.tied(said.html)), now)
    audience = meeting.series.space.audience
    record("minutes_adopted", meeting.ref, actor=actor, now=now, audience=audience, revision=minutes.version)
