"""Declared interests that keep somebody from judging a proposal: the register that ballots use, and one's own house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from cop.calls.models import Proposal, Rating
from cop.kernel.db import db
from cop.kernel.errors import N_, Forbidden
from cop.kernel.text import sort_key
from cop.members import interest_queries
from cop.members.interest_models import Interest
from cop.members.interest_rules import About
from cop.members.models import Member

Conflicts = dict[tuple[int, int], list[str]]
"""By (proposal, member): the names of what keeps the member from judging it."""


def subjects(proposal: Proposal) -> list[tuple[str, str]]:
    """What a proposal is about, as the register of interests knows it."""
    companies = {proposal.developer, proposal.organisation}
    named = [(About.COMPANY, name) for name in sorted(companies)] + [(About.PRODUCT, proposal.product)]
    return [(about.value, sort_key(name)) for about, name in named if name]


def of(proposals: Sequence[Proposal], members: Iterable[Member], day: date) -> Conflicts:
    """One question, however many proposals and people."""
    people = {one.id: one for one in members}
    about = {one.id: set(subjects(one)) for one in proposals}
    every = sorted(set().union(*about.values()))
    if not every or not people:
        return {}
    asked = select(Interest).where(Interest.member_id.in_(people), interest_queries.on(every, day))
    found: Conflicts = {}
    for proposal in proposals:
        for person in people.values():
            if person.organisation_id == proposal.author.organisation_id:
                found[proposal.id, person.id] = [person.organisation.name]
    for declared in db.session.scalars(asked.order_by(Interest.id)):
        for proposal in proposals:
            if (declared.about, declared.key) in about[proposal.id]:
                found.setdefault((proposal.id, declared.member_id), []).append(declared.name)
    return found


def demand_none(proposal: Proposal, person: Member, day: date) -> None:
    """Raises Forbidden for who has an interest in the proposal."""
    found = of([proposal], [person], day).get((proposal.id, person.id))
    if found:
        raise Forbidden(
            N_(
                "You have an interest in %(names)s. Somebody else of the call's team or its reviewers judges this."
            ),
            names=", ".join(dict.fromkeys(found)),
        )


def counted(proposal: Proposal, day: date) -> list[Rating]:
    """Its ratings without those of people who have an interest in it, be it one that they declared since."""
    barred = of([proposal], [rating.rater for rating in proposal.ratings], day)
    return [one for one in proposal.ratings if one.mark and (proposal.id, one.rater_id) not in barred]
