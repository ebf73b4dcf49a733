"""How a track takes a step: the state, the chain's event and the words, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from cop.ballots.record import FIRST_PREV
from cop.kernel.actions import lock_row
from cop.kernel.counters import take
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import MEMBERS, NOBODY, PUBLIC
from cop.pilots import chain
from cop.pilots.models import Disclosure, Event, Pilot, PilotCountry, Reason
from cop.pilots.permits import MOVING, capacities, pilot_of
from cop.pilots.rules import MOVES, STATE_WORDS, By, Move, State, can, refused_everywhere

PUBLISHED = "pilots:public"
NOTHING: Mapping[str, str] = {}


def new_uid(now: datetime) -> str:
    """A number for ever."""
    return f"COP-{now.year}-{take(f'pilots:{now.year}'):04d}"


def hold(subject: Any) -> Pilot:
    """Locks the pilot before a part of it, as every action does, and reads both again."""
    pilot = pilot_of(subject)
    lock_row(pilot)
    if subject is not pilot:
        lock_row(subject)
    db.session.expire(pilot, ["tracks", "metrics", "editors"])
    return pilot


def audience(pilot: Pilot) -> str:
    """The ledger's bound for what happens to a pilot now."""
    if pilot.public_at:
        return PUBLIC
    return MEMBERS if pilot.submitted_at else NOBODY


def heard(pilot: Pilot, actor: Any, now: datetime) -> None:
    """Notes that the team is still there, when it is one of the team who acts."""
    if actor.id in pilot.team:
        pilot.heard_at = now


def capacity(step: Move, track: PilotCountry, actor: Any) -> By | None:
    """In which capacity ``actor`` can make the move on the track now; None if in none."""
    return next((by for by in capacities(actor, track) if can(step, track.at, by, track.held_by)), None)


def movable(pilot: Pilot, key: str, actor: Any, country: str = "") -> list[tuple[PilotCountry, By]]:
    """The tracks (of one country, if named) that ``actor`` can move now, and as what."""
    step = MOVES[key]
    scope = [t for t in pilot.tracks if country in ("", t.country)]
    return [(t, by) for t in scope if (by := capacity(step, t, actor)) is not None]


def move(
    pilot: Pilot,
    key: str,
    actor: Any,
    now: datetime,
    *,
    reason: str = "",
    country: str = "",
    facts: Mapping[str, str] = NOTHING,
) -> list[PilotCountry]:
    """Moves every track that can make it. Raises Forbidden or IllegalMove when there is none."""
    found = movable(pilot, key, actor, country)
    if not found:
        _refuse(pilot, key, actor, country)
    ends = MOVES[key].ends
    heard(pilot, actor, now)
    for track, by in found:
        left, to = track.at, ends or track.at
        enter(track, to, by, now)
        if (left, to) == (State.DRAFT, State.WITHDRAWN):
            continue  # nobody but the team ever knew of it: the chain, which others read, does not tell
        append(track, key, left, by, now, reason=reason, public=key != "return", facts=facts)
    return [track for track, _by in found]


def _refuse(pilot: Pilot, key: str, actor: Any, country: str) -> None:
    scope = [t for t in pilot.tracks if country in ("", t.country)]
    if scope and not any(MOVING[key](actor, track) for track in scope):
        MOVING[key].check(actor, scope[0])
    now = sorted({STATE_WORDS[track.at] for track in scope})
    raise IllegalMove(
        N_("No country stands where you can do this; the state is now: %(states)s."),
        states=now or [N_("none")],
    )


def enter(track: PilotCountry, to: State, by: By, now: datetime) -> None:
    """Puts the track into a state; one that stays where it is keeps the state it came from."""
    if to is not track.at:
        track.left, track.state, track.since = track.state, to.value, now
    track.held_by = by.value if to is State.SUSPENDED else ""


def append(
    track: PilotCountry,
    kind: str,
    left: State,
    by: By,
    now: datetime,
    *,
    reason: str = "",
    public: bool = True,
    facts: Mapping[str, str] = NOTHING,
) -> Event:
    """The next event of the pilot's chain, never earlier than the one before; its words stand beside it."""
    pilot = track.pilot
    newest = select(Event).where(Event.pilot_id == pilot.id).order_by(Event.seq.desc()).limit(1)
    last = db.session.scalar(newest)
    seq, at, prev = (last.seq + 1, max(now, last.at), last.hash) if last else (0, now, FIRST_PREV)
    data = {"by": by.value, "country": track.country, "from": left.value, "to": track.state}
    data |= {"reason": chain.words_hash(reason) if public else "", **facts}
    digest = chain.digest(chain.body(pilot.uid, seq, at, kind, data, prev))
    event = Event(
        pilot_id=pilot.id, seq=seq, at=at, kind=kind, country=track.country, data=data, prev=prev, hash=digest
    )
    db.session.add(event)
    if reason:
        db.session.add(Reason(pilot_id=pilot.id, seq=seq, text=reason, public=public))
    db.session.flush()
    return event


def publish(pilot: Pilot, now: datetime) -> None:
    """Opens the pilot to everyone, once."""
    if pilot.public_at is None:
        pilot.public_at = now
        take(PUBLISHED)


def settle(pilot: Pilot, now: datetime) -> None:
    """Notes when the last country that was asked has refused."""
    if pilot.refused_at is None and refused_everywhere(track.at for track in pilot.tracks):
        pilot.refused_at = now


def keys_needed(pilot: Pilot) -> set[str]:
    """Whose agreement opens the exit report: the lead's and every regulator's who let the pilot run."""
    allowed = {t.country for t in pilot.tracks if t.decision not in ("none", "refused")}
    return {"lead"} | allowed


def keys_given(pilot: Pilot) -> set[str]:
    return set(db.session.scalars(select(Disclosure.party).where(Disclosure.pilot_id == pilot.id)))


def take_back_keys(pilot: Pilot) -> None:
    """What was agreed on has changed: nobody has agreed to the new words."""
    db.session.execute(delete(Disclosure).where(Disclosure.pilot_id == pilot.id))
