"""Telling what is late, and answering why a pilot goes on where another country stopped it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.kernel.permits import Actor
from cop.pilots import moving, permits
from cop.pilots.flags import Flag
from cop.pilots.models import PilotCountry
from cop.pilots.rules import By
from cop.pilots.watch_models import FlagRaised, Review


@action(permits.may_flag)
def raise_flag(track: PilotCountry, flag: Flag, since: date, *, actor: Actor, now: datetime) -> bool:
    """Tells once, by a row that two workers cannot both write, that something is late; whether it was news."""
    pilot = moving.hold(track)
    same = {"track_id": track.id, "flag": flag.value, "since": since}
    if db.session.scalar(select(FlagRaised.id).filter_by(**same)):
        return False
    db.session.add(FlagRaised(**same, at=now))
    db.session.flush()
    facts = {"countries": [track.country], "flag": flag.value}
    record("pilot_flagged", pilot.ref, actor=actor, now=now, audience=moving.audience(pilot), **facts)
    return True


@action(permits.may_set_conditions)
def answer_review(track: PilotCountry, answer: str, *, actor: Any, now: datetime) -> None:
    """Why the pilot goes on here although another country stopped it. Raises IllegalMove when nothing is asked."""
    pilot = moving.hold(track)
    if not answer.strip():
        raise Invalid(N_("Say why it may go on."), field="reason")
    asked = db.session.scalars(select(Review).filter_by(track_id=track.id, answered_at=None)).all()
    if not asked:
        raise IllegalMove(N_("No other country's suspension waits for an answer from here."))
    for review in asked:
        review.answer, review.answered_at, review.by_id = answer, now, actor.id
    facts = {"about": ",".join(sorted({review.about for review in asked}))}
    moving.append(track, "reviewed", track.at, By.REGULATOR, now, reason=answer, facts=facts)
    countries = [track.country]
    record(
        "pilot_reviewed",
        pilot.ref,
        actor=actor,
        now=now,
        audience=moving.audience(pilot),
        countries=countries,
    )
