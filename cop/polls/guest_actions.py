"""Guests of a date poll: each answers by a link of their own."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.keys import hashed
from cop.kernel.ledger import record
from cop.polls import answer_queries, permits, queries, rules, writing
from cop.polls.models import DatePoll, PollGuest
from cop.polls.rules import Answer


@action(permits.may_organise, lock="poll")
def invite_guest(poll: DatePoll, name: str, country: str, zone: str, *, actor: Any, now: datetime) -> str:
    """The secret of the guest's link, told this once."""
    writing.demand_open(poll, now)
    if len(queries.guests(poll)) >= rules.MOST_GUESTS:
        raise IllegalMove(N_("A poll has at most %(most)d guests. Remove one first."), most=rules.MOST_GUESTS)
    secret = secrets.token_urlsafe(32)
    guest = PollGuest(poll_id=poll.id, name=name, country=country, zone=zone, by_id=actor.id, at=now)
    guest.hash = hashed(secret)
    db.session.add(guest)
    record("poll_guest_invited", poll.ref, actor=actor, now=now)
    return secret


@action(permits.may_answer_by_link, lock="guest")
def answer_as_guest(guest: PollGuest, answers: Mapping[int, Answer], *, actor: Any, now: datetime) -> None:
    """What the guest whose link it is says."""
    poll = guest.poll
    writing.demand_open(poll, now)
    whose = {"guest_id": guest.id, "country": guest.country}
    writing.answer(poll, answers, answer_queries.answers_of(guest, poll), whose, now)
    record("poll_guest_answered", poll.ref, actor=actor, now=now, guest=guest.id)


@action(permits.may_organise, lock="guest")
def remove_guest(guest: PollGuest, *, actor: Any, now: datetime) -> None:
    """The guest's link opens nothing any more, and the answers go."""
    poll = guest.poll
    for answer in answer_queries.answers_of(guest, poll).values():
        db.session.delete(answer)
    db.session.delete(guest)
    record("poll_guest_removed", poll.ref, actor=actor, now=now)
