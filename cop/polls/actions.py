"""When could we meet: asked, answered, closed, and made a meeting."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cop.kernel import refs, text
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.keys import hashed
from cop.kernel.ledger import record
from cop.meetings import actions as meetings
from cop.meetings import times
from cop.meetings.models import Occurrence
from cop.meetings.quorum_rules import Quorum
from cop.meetings.rules import Plan, Speech, demand_plan
from cop.meetings.writing import demand_open as demand_open_space
from cop.polls import permits, queries, rules
from cop.polls.models import DatePoll, PollAnswer, PollGuest, PollSlot
from cop.polls.rules import Answer, Draft, Settled, State
from cop.spaces.models import Space


@action(permits.may_start)
def start_poll(
    space: Space, draft: Draft, starts: Sequence[datetime], *, actor: Any, now: datetime
) -> DatePoll:
    """Asks those who may read the space. ``starts`` in UTC. Raises Invalid, IllegalMove."""
    demand_open_space(space)
    rules.demand_slots(starts, draft.closes, now)
    poll = DatePoll(
        space_id=space.id,
        organiser_id=actor.id,
        created_at=now,
        slug=text.slug(draft.title, "poll"),
        **vars(draft),
    )
    poll.slots = [PollSlot(begins=start) for start in sorted(starts)]
    demand_plan(_plan(poll, poll.slots[0], None))
    db.session.add(poll)
    db.session.flush()
    record("poll_started", poll.ref, actor=actor, now=now, audience=space.audience)
    return poll


def _plan(poll: DatePoll, slot: PollSlot, settled: Settled | None) -> Plan:
    settled = settled or Settled("", "", Speech.attributed)
    start = times.wall(slot.begins, poll.zone)
    where = settled.place, settled.link, settled.speech
    return Plan(poll.title, poll.purpose, start, poll.zone, poll.minutes, *where, Quorum())


@action(permits.may_answer, lock="poll")
def answer_poll(poll: DatePoll, answers: Mapping[int, Answer], *, actor: Any, now: datetime) -> None:
    """The member's answers by slot; a slot left out has none. Raises IllegalMove once the poll is closed."""
    _demand_open(poll, now)
    _write(
        poll, answers, queries.answers_of(actor, poll), {"member_id": actor.id, "country": actor.country}, now
    )
    record("poll_answered", poll.ref, actor=actor, now=now)


@action(permits.may_answer_by_link, lock="guest")
def answer_as_guest(guest: PollGuest, answers: Mapping[int, Answer], *, actor: Any, now: datetime) -> None:
    """What the guest whose link it is says."""
    poll = guest.poll
    _demand_open(poll, now)
    _write(
        poll, answers, queries.answers_of(guest, poll), {"guest_id": guest.id, "country": guest.country}, now
    )
    record("poll_guest_answered", poll.ref, actor=actor, now=now, guest=guest.id)


def _demand_open(poll: DatePoll, now: datetime) -> None:
    rules.demand_open(poll.state, poll.closes, now)


def _write(
    poll: DatePoll,
    answers: Mapping[int, Answer],
    before: Mapping[int, PollAnswer],
    whose: dict[str, Any],
    now: datetime,
) -> None:
    for slot in poll.slots:
        answer, was = answers.get(slot.id), before.get(slot.id)
        if answer is None and was is not None:
            db.session.delete(was)
        elif answer is not None and was is not None:
            was.answer, was.at = answer.value, now
        elif answer is not None:
            db.session.add(PollAnswer(slot_id=slot.id, answer=answer.value, at=now, **whose))


@action(permits.may_organise, lock="poll")
def invite_guest(poll: DatePoll, name: str, country: str, zone: str, *, actor: Any, now: datetime) -> str:
    """The secret of the guest's link, told this once."""
    _demand_open(poll, now)
    if len(queries.guests(poll)) >= rules.MOST_GUESTS:
        raise IllegalMove(N_("A poll has at most %(most)d guests. Remove one first."), most=rules.MOST_GUESTS)
    secret = secrets.token_urlsafe(32)
    db.session.add(
        PollGuest(
            poll_id=poll.id,
            name=name,
            country=country,
            zone=zone,
            hash=hashed(secret),
            by_id=actor.id,
            at=now,
        )
    )
    record("poll_guest_invited", poll.ref, actor=actor, now=now)
    return secret


@action(permits.may_organise, lock="guest")
def remove_guest(guest: PollGuest, *, actor: Any, now: datetime) -> None:
    """The guest's link opens nothing any more, and the answers go."""
    poll = guest.poll
    for answer in queries.answers_of(guest, poll).values():
        db.session.delete(answer)
    db.session.delete(guest)
    record("poll_guest_removed", poll.ref, actor=actor, now=now)


@action(permits.may_organise, lock="poll")
def settle_poll(poll: DatePoll, slot_id: int, settled: Settled, *, actor: Any, now: datetime) -> Occurrence:
    """Makes the slot a meeting: everyone who may read the space is invited to it. Raises Invalid, IllegalMove."""
    rules.demand_unsettled(poll.state)
    slot = next((one for one in poll.slots if one.id == slot_id), None)
    if slot is None:
        raise Invalid(N_("Choose one of the poll's slots."), field="slot")
    meeting = meetings.schedule(poll.space, _plan(poll, slot, settled), actor=actor, now=now)
    poll.state, poll.meeting_id = State.settled.value, meeting.id
    refs.link(meeting.ref, poll.ref, "poll", now)
    record("poll_settled", poll.ref, actor=actor, now=now, audience=poll.space.audience, meeting=meeting.id)
    return meeting


@action(permits.by_the_clock, lock="poll")
def close_poll(poll: DatePoll, *, actor: Any, now: datetime) -> None:
    """The deadline has passed: the organiser is told which slots are best."""
    if poll.state == State.open.value and poll.closes <= now:
        poll.state = State.closed.value
        record("poll_closed", poll.ref, actor=actor, now=now, audience=poll.space.audience)


@action(permits.by_the_clock, lock="poll")
def remind_of_poll(poll: DatePoll, *, actor: Any, now: datetime) -> None:
    """Once, those who have not answered."""
    if poll.state == State.open.value and poll.reminded_at is None:
        poll.reminded_at = now
        record("poll_reminded", poll.ref, actor=actor, now=now)
