"""Writing a call, its profile and its people; publishing, closing, concluding and withdrawing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.calls import permits, profile, queries, rules
from cop.calls.models import Call, CallPerson, Characteristic
from cop.calls.profile import Wanted
from cop.calls.rules import Part, State, Written
from cop.kernel.actions import action
from cop.kernel.counters import take
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import NOBODY, PUBLIC, record
from cop.members import countries
from cop.members.models import Member
from cop.members.queries import by_slug_in_force


@action(permits.may_begin)
def begin_call(written: Written, *, actor: Member, now: datetime) -> Call:
    """A draft that its team alone sees. Raises Invalid for a code that is no country."""
    mandate = next(iter(actor.mandates_held), None)
    call = Call(
        uid=f"CALL-{now.year}-{take(f'calls:{now.year}'):04d}",
        lead_id=actor.id,
        created_at=now,
        body=mandate.authority if mandate else actor.organisation.name,
        body_kind="regulator" if mandate else "institution",
        zone=written.zone,
        title=written.title,
    )
    _write(call, written)
    db.session.add(call)
    db.session.flush()
    record("call_begun", call.ref, actor=actor, now=now, audience=NOBODY)
    return call


def _write(call: Call, written: Written) -> None:
    if written.country and written.country not in countries.codes():
        raise Invalid(N_("Choose a country from the list."), field="country")
    for key, value in vars(written).items():
        setattr(call, key, value)


@action(permits.may_keep, lock="call")
def edit_call(call: Call, written: Written, version: int, *, actor: Member, now: datetime) -> None:
    """Raises IllegalMove once it is published, Stale when ``version`` is not its last."""
    rules.demand("edit", rules.state_of(call, now))
    if version != call.version:
        raise Stale(
            N_("Somebody else saved this call while you wrote."),
            theirs="\n\n".join((call.title, call.problem, call.setting, call.offer)),
            version=call.version,
        )
    _write(call, written)
    _edited(call, actor, now)


def _edited(call: Call, actor: Any, now: datetime) -> None:
    call.version += 1
    record("call_edited", call.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_keep, lock="call")
def want(call: Call, wanted: Wanted, *, actor: Member, now: datetime) -> Characteristic:
    """Adds a line to the profile. Raises Invalid (minimum, preferred), IllegalMove once published."""
    rules.demand("edit", rules.state_of(call, now))
    if len(call.profile) >= rules.MOST_CHARACTERISTICS:
        raise IllegalMove(N_("A profile has at most %(most)d lines."), most=rules.MOST_CHARACTERISTICS)
    made = Characteristic(call_id=call.id, **_bounded(wanted))
    db.session.add(made)
    db.session.flush()
    _edited(call, actor, now)
    return made


def _bounded(wanted: Wanted) -> dict[str, str]:
    profile.demand_bounds(wanted.way, wanted.minimum, wanted.preferred)
    return vars(wanted) | {"way": wanted.way.value}


@action(permits.may_keep, lock="line")
def change_wanted(
    line: Characteristic, wanted: Wanted, version: int, *, actor: Member, now: datetime
) -> None:
    rules.demand("edit", rules.state_of(line.call, now))
    if version != line.version:
        told = f"{line.name}: {line.minimum} / {line.preferred} {line.unit}"
        raise Stale(N_("Somebody else saved this line while you wrote."), theirs=told, version=line.version)
    for key, value in _bounded(wanted).items():
        setattr(line, key, value)
    line.version += 1
    _edited(line.call, actor, now)


@action(permits.may_keep)
def want_no_more(line: Characteristic, *, actor: Member, now: datetime) -> Call:
    call = line.call
    rules.demand("edit", rules.state_of(call, now))
    db.session.delete(line)
    db.session.flush()
    db.session.expire(call, ["profile"])
    _edited(call, actor, now)
    return call


@action(permits.may_keep, lock="call")
def name_person(call: Call, slug: str, part: Part, *, actor: Member, now: datetime) -> None:
    """Raises Invalid for who takes no part, holds an office or proposed; IllegalMove when the call has ended."""
    if rules.state_of(call, now) in (State.CONCLUDED, State.WITHDRAWN):
        raise IllegalMove(rules.ENDED)
    if len(call.people) >= rules.MOST_PEOPLE:
        raise IllegalMove(N_("A call has at most %(most)d people beside its lead."), most=rules.MOST_PEOPLE)
    member = _eligible(call, slug)
    db.session.add(CallPerson(call_id=call.id, member_id=member.id, part=part.value, since=now))
    db.session.flush()
    db.session.expire(call, ["people"])
    record("call_person_named", call.ref, actor=actor, now=now, audience=NOBODY, member=member.id)


def _eligible(call: Call, slug: str) -> Member:
    member = by_slug_in_force(slug)
    if member is None:
        raise Invalid(N_("No member has this name in their page's address."), field="slug")
    if member.id in call.judges:
        raise Invalid(N_("This member has a part in the call already."), field="slug")
    if member.roles:
        raise Invalid(N_("Who holds an office of the secretariat takes no part in calls."), field="slug")
    if queries.has_proposed(call, member.id):
        raise Invalid(
            N_("This member wrote a proposal to the call, so cannot judge the others."), field="slug"
        )
    return member


@action(permits.may_keep, lock="call")
def remove_person(call: Call, member_id: int, *, actor: Member, now: datetime) -> None:
    """The lead stays. What the person rated stays with the proposals."""
    one = db.session.scalar(select(CallPerson).filter_by(call_id=call.id, member_id=member_id))
    if one is None:
        raise Invalid(N_("This member has no part in the call."))
    db.session.delete(one)
    db.session.flush()
    db.session.expire(call, ["people"])
    record("call_person_removed", call.ref, actor=actor, now=now, audience=NOBODY, member=member_id)


@action(permits.may_keep, lock="call")
def publish_call(call: Call, *, actor: Member, now: datetime) -> None:
    """Everyone reads it and members answer. Raises IllegalMove, Invalid (closes) where something is missing."""
    rules.demand("publish", rules.state_of(call, now))
    if lacks := rules.unanswered(call, rules.CALL_NEEDS):
        raise IllegalMove(
            N_("Still needed before it is published: %(what)s. Its team writes it."), what=lacks
        )
    assert call.closes is not None
    rules.demand_closing(call.closes, now)
    call.opened_at = now
    _move(call, State.OPEN, now)
    record("call_published", call.ref, actor=actor, now=now, audience=PUBLIC)


def _move(call: Call, state: State, now: datetime) -> None:
    call.state, call.moved_at = state.value, now
    call.version += 1


@action(permits.may_keep, lock="call")
def extend_call(call: Call, closes: datetime, *, actor: Member, now: datetime) -> None:
    """Later than it was. Raises IllegalMove when it is closed, Invalid (closes)."""
    rules.demand("extend", rules.state_of(call, now))
    if call.closes is None or closes <= call.closes:
        raise Invalid(N_("A call that is open is only ever open for longer."), field="closes")
    if closes > now + rules.MOST_OPEN:
        raise Invalid(N_("A call closes within a year."), field="closes")
    call.closes, call.moved_at, call.reminded_at = closes, now, None
    record("call_extended", call.ref, actor=actor, now=now, audience=PUBLIC)


@action(permits.by_the_clock, lock="call")
def close_call(call: Call, *, actor: Any, now: datetime) -> None:
    """Its hour has come: who judges is told."""
    if call.state == State.OPEN and call.closes is not None and call.closes <= now:
        _move(call, State.REVIEW, now)
        record("call_closed", call.ref, actor=actor, now=now, audience=PUBLIC)


@action(permits.by_the_clock, lock="call")
def remind_of_call(call: Call, *, actor: Any, now: datetime) -> None:
    """Once, those whose proposal is still a draft."""
    if call.state == State.OPEN and call.reminded_at is None:
        call.reminded_at = now
        record("call_reminded", call.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_keep, lock="call")
def conclude_call(call: Call, *, actor: Member, now: datetime) -> None:
    """Raises IllegalMove while a proposal waits for its decision."""
    rules.demand("conclude", rules.state_of(call, now))
    if waiting := queries.undecided(call):
        raise IllegalMove(
            N_("Still undecided: %(titles)s. The team chooses or declines each first."),
            titles=", ".join(one.title for one in waiting),
        )
    _move(call, State.CONCLUDED, now)
    record("call_concluded", call.ref, actor=actor, now=now, audience=PUBLIC)


@action(permits.may_keep, lock="call")
def withdraw_call(call: Call, reason: str, *, actor: Member, now: datetime) -> None:
    """With a reason that everyone reads; who proposed is told."""
    rules.demand("withdraw", rules.state_of(call, now))
    call.reason = reason
    _move(call, State.WITHDRAWN, now)
    audience = PUBLIC if call.opened_at else NOBODY
    record("call_withdrawn", call.ref, actor=actor, now=now, audience=audience)
