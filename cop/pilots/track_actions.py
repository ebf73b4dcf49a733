"""The steps of a pilot: each checks its gate, moves every track that the actor can move, and tells the chain."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.kernel.permits import Actor
from cop.pilots import chain, dossier, gates, measure_queries, moving, permits, rulings, watching
from cop.pilots.models import Disclosure, Pilot, PilotCountry
from cop.pilots.permits import MOVING
from cop.pilots.rules import POSITIVE, Decision, State
from cop.pilots.rulings import Ruling


def _facts(pilot: Pilot, moved: list[PilotCountry]) -> dict[str, Any]:
    """What the ledger keeps of a step, and for whom."""
    return {"audience": moving.audience(pilot), "countries": sorted(t.country for t in moved)}


@action(MOVING["submit"], lock="pilot")
def submit(pilot: Pilot, *, actor: Actor, now: datetime) -> None:
    """Hands the dossier to the secretariat, for every country that waits for the team."""
    if moving.movable(pilot, "submit", actor):
        gates.demand(gates.to_submit(pilot))
    moved = moving.move(pilot, "submit", actor, now)
    pilot.submitted_at = pilot.submitted_at or now
    record("pilot_submitted", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["take"], lock="pilot")
def take_into_review(pilot: Pilot, *, actor: Actor, now: datetime) -> None:
    """The secretariat finds the dossier complete and hands it to the countries' regulators."""
    if moving.movable(pilot, "take", actor):
        gates.demand(gates.to_submit(pilot))
    moved = moving.move(pilot, "take", actor, now)
    record("pilot_taken_into_review", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["return"], lock="pilot")
def return_to_team(pilot: Pilot, reason: str, *, actor: Actor, now: datetime) -> None:
    moved = moving.move(pilot, "return", actor, now, reason=_demanded(reason))
    record("pilot_returned", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["decide"])
def decide(track: PilotCountry, ruling: Ruling, *, actor: Actor, now: datetime) -> None:
    """The country's decision. The first approval fixes the success criteria and opens the pilot to everyone."""
    pilot = moving.hold(track)
    if track.at is not State.IN_REVIEW:
        moving.move(pilot, "decide", actor, now, country=track.country)
    rulings.demand_whole(ruling, len(track.conditions), now.date())
    gates.demand_awaited(track)
    by = permits.capacities(actor, track)[0]
    left = track.at
    _write(track, ruling)
    moving.enter(track, ruling.state, by, now)
    facts = _on_approval(pilot, now) if ruling.state in POSITIVE else {}
    facts |= {"attestation": ruling.attestation.value, "basis": chain.basis_hash(ruling.basis())}
    facts |= {"conditions": chain.words_hash("\n".join(c.text for c in track.conditions))}
    moving.append(track, "decide", left, by, now, reason=ruling.reason, facts=facts)
    moving.settle(pilot, now)
    record("pilot_decided", pilot.ref, actor=actor, now=now, **_facts(pilot, [track]))


def _write(track: PilotCountry, ruling: Ruling) -> None:
    refused = ruling.state is State.REFUSED
    track.decision, track.attestation = Decision(ruling.state.value).value, ruling.attestation.value
    for key in ("authority", "instrument", "article", "link", "reference", "decided_on"):
        setattr(track, key, getattr(ruling, key))
    track.ends_on = None if refused else ruling.ends_on
    track.refusal = ruling.refusal if refused else ""


def _on_approval(pilot: Pilot, now: datetime) -> dict[str, str]:
    moving.publish(pilot, now)
    if pilot.criteria_hash:
        return {}
    pilot.criteria_hash = chain.criteria_hash([metric.criterion() for metric in pilot.metrics])
    return {"criteria": pilot.criteria_hash}


@action(MOVING["activate"])
def activate(track: PilotCountry, *, actor: Actor, now: datetime) -> None:
    """Starts the pilot in one country, behind its gate."""
    pilot = moving.hold(track)
    if track.at in POSITIVE:
        gates.demand(gates.to_start(track, now.date()))
    bounds = chain.bounds_hash(measure_queries.bounds(pilot).values())
    moved = moving.move(pilot, "activate", actor, now, country=track.country, facts={"bounds": bounds})
    record("pilot_activated", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["suspend"], lock="pilot")
def suspend(pilot: Pilot, reason: str, country: str = "", *, actor: Actor, now: datetime) -> None:
    """Stops the pilot at once where ``actor`` can; a regulator in its country, the lead everywhere or in one."""
    moved = moving.move(pilot, "suspend", actor, now, reason=_demanded(reason), country=country)
    watching.ask_others(pilot, moved, now)
    record("pilot_suspended", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["lift"], lock="pilot")
def lift(pilot: Pilot, reason: str, country: str = "", *, actor: Actor, now: datetime) -> None:
    """Lets it go on. What a regulator suspended, only a regulator of that country lifts."""
    moved = moving.move(pilot, "lift", actor, now, reason=_demanded(reason), country=country)
    record("pilot_lifted", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["terminate"], lock="pilot")
def terminate(pilot: Pilot, reason: str, country: str = "", *, actor: Actor, now: datetime) -> None:
    """Ends it in the regulator's country for good; a decision that allowed it is revoked."""
    moved = moving.move(pilot, "terminate", actor, now, reason=_demanded(reason), country=country)
    for track in moved:
        if track.decision != Decision.NONE:
            track.decision = Decision.REVOKED.value
    record("pilot_terminated", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["withdraw"], lock="pilot")
def withdraw(pilot: Pilot, reason: str, country: str = "", *, actor: Actor, now: datetime) -> None:
    moved = moving.move(pilot, "withdraw", actor, now, reason=_demanded(reason), country=country)
    moving.settle(pilot, now)
    record("pilot_withdrawn", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["report"], lock="pilot")
def report(pilot: Pilot, country: str = "", *, actor: Actor, now: datetime) -> None:
    """The running ends and the exit report is awaited; by the clock the day after the decision's last."""
    moved = moving.move(pilot, "report", actor, now, country=country)
    record("pilot_reporting", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["complete"], lock="pilot")
def complete(pilot: Pilot, *, actor: Actor, now: datetime) -> None:
    if moving.movable(pilot, "complete", actor):
        gates.demand(gates.to_complete(pilot))
        gates.demand_no_open_report(pilot)
    moved = moving.move(pilot, "complete", actor, now)
    record("pilot_completed", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(MOVING["extend"])
def extend(track: PilotCountry, ends_on: date, reason: str, *, actor: Actor, now: datetime) -> None:
    """A later last day. Raises Invalid when it is not later than the one that stands, or past."""
    pilot = moving.hold(track)
    if ends_on <= (track.ends_on or now.date()) or ends_on < now.date():
        raise Invalid(
            N_("The new last day must be later than the one that stands, and not past."), field="ends_on"
        )
    facts = {"ends_on": ends_on.isoformat()}
    moved = moving.move(
        pilot, "extend", actor, now, reason=_demanded(reason), country=track.country, facts=facts
    )
    track.ends_on = ends_on
    record("pilot_extended", pilot.ref, actor=actor, now=now, **_facts(pilot, moved))


@action(permits.may_disclose, lock="pilot")
def agree_to_disclose(pilot: Pilot, *, actor: Any, now: datetime) -> None:
    """Turns one's key; the exit report opens when the lead and each deciding regulator have."""
    if gates.unanswered(pilot, [dossier.RESULTS], dossier.C) or gates.no_results(pilot):
        raise IllegalMove(N_("There is no whole exit report yet; the pilot's team supplies it."))
    needed, given = moving.keys_needed(pilot), moving.keys_given(pilot)
    own = {
        country for country in needed - {"lead"} if actor.regulates(country) and actor.id not in pilot.team
    }
    own |= {"lead"} if actor.id == pilot.lead_id else set()
    if not own - given:
        raise IllegalMove(N_("You have agreed already, or your country has not decided about this pilot."))
    for party in sorted(own - given):
        db.session.add(Disclosure(pilot_id=pilot.id, party=party, by_id=actor.id, at=now))
    if needed <= given | own:
        pilot.disclosed_at = now
    audience, parties = moving.audience(pilot), sorted(own - given)
    record("pilot_disclosure_agreed", pilot.ref, actor=actor, now=now, audience=audience, parties=parties)


@action(permits.may_be_named, lock="pilot")
def agree_to_be_named(pilot: Pilot, *, actor: Actor, now: datetime) -> None:
    """Opens a pilot that every country refused to everyone, because its lead wants that."""
    if pilot.refused_at is None or pilot.public_at is not None:
        raise IllegalMove(
            N_("This is asked only of a pilot that every country has refused and nobody else sees.")
        )
    moving.publish(pilot, now)
    record("pilot_named", pilot.ref, actor=actor, now=now, audience=moving.audience(pilot))


def _demanded(reason: str) -> str:
    if not reason.strip():
        raise Invalid(N_("Give the reason."), field="reason")
    return reason
