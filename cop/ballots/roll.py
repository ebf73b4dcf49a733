"""What an officer sees before opening a ballot: exact text, roll, rule and times, and their hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from cop.ballots.canonical import hexhash, text_of
from cop.ballots.delegation_queries import in_term
from cop.ballots.models import Ballot
from cop.ballots.record import stamp
from cop.ballots.rules import ConsensusRule
from cop.ballots.seats import Delegation
from cop.ballots.terms import Unit
from cop.kernel import clock
from cop.kernel.db import db
from cop.members.models import Member, Organisation
from cop.spaces.models import Space
from cop.spaces.queries import votes_in

SMALL_GROUP = 3
Pair = tuple[str, str]


@dataclass(frozen=True)
class Proposal:
    """What is to be decided. ``subject`` is its ref, ``slug`` its name in addresses and records."""

    subject: str
    slug: str
    title: str
    source: str
    language: str = "en"


@dataclass(frozen=True)
class Person:
    """A member as a roll names one, at this moment."""

    id: int
    name: str
    organisation: str
    group: str
    country: str

    @property
    def pair(self) -> Pair:
        return self.group, self.country


@dataclass(frozen=True)
class Claim:
    """A seat as it would be: its holder, perhaps an alternate."""

    holder: Person
    alternate: Person | None = None


@dataclass(frozen=True)
class Prepared:
    """A ballot as it would open now. ``without_head``: pairs that get no seat for want of a head; ``paused``: people who
    get none because they pause.
    """

    proposal: Proposal
    rule: ConsensusRule
    closes_at: datetime
    claims: tuple[Claim, ...]
    without_head: tuple[Pair, ...]
    previous: Ballot | None
    paused: tuple[Person, ...] = ()

    @property
    def pairs(self) -> list[Pair]:
        return [claim.holder.pair for claim in self.claims]

    @property
    def small_groups(self) -> dict[str, int]:
        """Groups of so few seats that one silent seat may cost the quorum."""
        sizes = Counter(group for group, _ in self.pairs)
        return {group: n for group, n in sorted(sizes.items()) if n < SMALL_GROUP}

    @property
    def alone(self) -> list[Pair]:
        """Pairs of one seat: whoever holds it can be recognised in counts by group and country."""
        return sorted(pair for pair, n in Counter(self.pairs).items() if n == 1)

    @property
    def hash(self) -> str:
        """Changes with anything that opening would freeze."""
        people = (f"{c.holder}/{c.alternate}" for c in self.claims)
        frozen = {
            "closes_at": stamp(self.closes_at),
            "previous": self.previous.name if self.previous else "",
            "roll": "\n".join(people),
            "rule": repr(self.rule),
            "proposal": repr(self.proposal),
        }
        return hexhash(text_of(frozen))


def prepare(space: Space, proposal: Proposal, rule: ConsensusRule, closes_at: datetime) -> Prepared:
    """The ballot as it would open now in ``space``."""
    people, paused = _electorate(space), _electorate(space, "paused")
    claims = [Claim(person) for person in people]
    without: list[Pair] = []
    if rule.unit is Unit.DELEGATION:
        named = _named()
        claims, without = _delegations(people, named, {person.id for person in paused})
        paused = [person for person in paused if person.id in {head for head, _alternate in named.values()}]
    latest = select(Ballot).where(Ballot.slug == proposal.slug).order_by(Ballot.n.desc()).limit(1)
    previous = db.session.scalar(latest)
    return Prepared(proposal, rule, closes_at, tuple(claims), tuple(without), previous, tuple(paused))


def _electorate(space: Space, state: str = "active") -> list[Person]:
    query = (
        select(Member.id, Member.name, Organisation.name, Member.group_key, Member.country)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .where(votes_in(space, state))
        .order_by(Member.group_key, Member.country, Member.id)
    )
    return [Person(*row) for row in db.session.execute(query)]


def _named() -> dict[Pair, tuple[int, int]]:
    """Head and alternate of each pair that has a delegation, 0 for none."""
    return {
        (d.group_key, d.country): (d.head_id, d.alternate_id or 0)
        for d in db.session.scalars(select(Delegation).where(in_term(clock.now().date())))
    }


def _delegations(
    people: Iterable[Person], named: Mapping[Pair, tuple[int, int]], pausing: Collection[int]
) -> tuple[list[Claim], list[Pair]]:
    """A seat for each pair whose named head is entitled to it (while the head pauses, the alternate); the pairs that
    have nobody.
    """
    entitled = {person.id: person for person in people}
    claims, without = [], []
    for pair in sorted({person.pair for person in entitled.values()}):
        head, alternate = (entitled.get(id) for id in _speakers(named.get(pair, (0, 0)), pausing))
        if head is None or head.pair != pair:
            without.append(pair)
        else:
            claims.append(Claim(head, alternate if alternate and alternate.pair == pair else None))
    return claims, without


def _speakers(named: tuple[int, int], pausing: Collection[int]) -> tuple[int, int]:
    """Head and alternate, 0 for nobody."""
    head, alternate = named
    return (alternate, 0) if head in pausing else named
