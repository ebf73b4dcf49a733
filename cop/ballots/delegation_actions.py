"""Naming who speaks for a country in a group, for ballots in which each such pair has one seat."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cop.ballots import delegation_history, delegation_queries, delegation_rules, permits
from cop.ballots.seats import Delegation
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid, Stale
from cop.kernel.ledger import MEMBERS, record
from cop.members.models import Member

CHANGED = N_("Another officer changed this delegation meanwhile. Look at it and choose again.")


@action(permits.may_name_delegations)
def name_delegation(
    group: str,
    country: str,
    head: Member | None,
    alternate: Member | None,
    version: int,
    until: date | None = None,
    *,
    actor: Any,
    now: datetime,
) -> Delegation:
    """Names head and alternate until a last day; open ballots keep the roll they have. ``version`` is the one seen, 0
    for none.

    Raises Invalid (head, alternate, until) for who is not of this group and country, Stale when another was faster.
    """
    _demand_of_pair(head, group, country, "head")
    if alternate is not None:
        _demand_of_pair(alternate, group, country, "alternate")
    if head is alternate:
        raise Invalid(N_("Head and alternate are two people."), field="alternate")
    delegation_rules.demand_until(until, now.date())
    delegation = _seen(group, country, version)
    delegation.until = until
    delegation.head_id, delegation.alternate_id = head.id, alternate.id if alternate else None  # type: ignore[union-attr]
    delegation.version = version + 1
    db.session.add(delegation)
    db.session.flush()
    _note(delegation, actor, now)
    return delegation


def _note(delegation: Delegation, actor: Any, now: datetime) -> None:
    term = delegation_history.begin(delegation, actor, now)
    ref = f"delegation:{delegation.id}"
    record("delegation_named", ref, actor=actor, now=now, audience=MEMBERS, term=term.id)


@action(permits.may_name_alternates, lock="delegation")
def name_alternate(
    delegation: Delegation, alternate: Member | None, version: int, *, actor: Any, now: datetime
) -> None:
    """The head chooses who speaks when the head does not. Raises Invalid (alternate), Stale."""
    if delegation.version != version:
        raise Stale(CHANGED, version=delegation.version)
    if alternate is not None:
        _demand_of_pair(alternate, delegation.group_key, delegation.country, "alternate")
        if alternate.id == delegation.head_id:
            raise Invalid(N_("Head and alternate are two people."), field="alternate")
    delegation.alternate_id = alternate.id if alternate else None
    delegation.version += 1
    _note(delegation, actor, now)


@action(permits.may_name_delegations, lock="delegation")
def end_delegation(delegation: Delegation, *, actor: Any, now: datetime) -> None:
    """Leaves the pair without a head: it has no seat in the ballots of delegations that open from now on."""
    _end(delegation, "ended", actor, now)


@action(permits.by_the_clock, lock="delegation")
def expire_delegation(delegation: Delegation, *, actor: Any, now: datetime) -> None:
    """Its last day is over."""
    if delegation.until is not None and delegation.until < now.date():
        _end(delegation, "expired", actor, now)


def _end(delegation: Delegation, how: str, actor: Any, now: datetime) -> None:
    term = delegation_history.end(delegation, how, now)
    facts = {"term": term.id} if term else {}
    ref = f"delegation:{delegation.id}"
    record("delegation_ended", ref, actor=actor, now=now, audience=MEMBERS, **facts)
    db.session.delete(delegation)


def _demand_of_pair(person: Member | None, group: str, country: str, field: str) -> None:
    if person is None or not person.may_vote or (person.group_key, person.country) != (group, country):
        raise Invalid(N_("Choose a voting member of this group and country."), field=field)


def _seen(group: str, country: str, version: int) -> Delegation:
    found = delegation_queries.delegation(group, country, lock=True)
    if (found.version if found else 0) != version:
        raise Stale(CHANGED, version=found.version if found else 0)
    return found or Delegation(group_key=group, country=country)
