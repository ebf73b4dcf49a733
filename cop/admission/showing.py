"""A request to join as those see it who decide: beside what the person wrote, what is known from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cop.admission import queries
from cop.admission.domains import Standing, standing
from cop.admission.likeness import REASONS, alike
from cop.admission.models import Invitation, Question
from cop.members.models import Member


@dataclass(frozen=True)
class Request:
    """``alike``: (why, row) of those on record who may be the same person, the likeliest first; ``rounds``: questions,
    oldest first."""

    member: Member
    domain: Standing
    alike: Sequence[tuple[str, Any]]
    invitation: Invitation | None
    rounds: Sequence[Question]

    @property
    def email(self) -> str:
        return self.member.addresses[0].email

    @property
    def waits_for_answer(self) -> bool:
        return bool(self.rounds) and self.rounds[-1].waits

    @property
    def answered(self) -> bool:
        return bool(self.rounds) and self.rounds[-1].answered_at is not None

    @property
    def elsewhere(self) -> bool:
        """Whether the person asks for another group or country than the one invited to."""
        one = self.invitation
        return one is not None and (one.group_key, one.country) != (
            self.member.group_key,
            self.member.country,
        )


def requests(viewer: Any, applicants: Sequence[Member]) -> list[Request]:
    """In their order; a handful of queries, however many they are."""
    ids = [one.id for one in applicants]
    known = queries.members_at(one.addresses[0].domain for one in applicants)
    rows = queries.maybe_alike(viewer, applicants) if applicants else []
    invitations, rounds = queries.invitations_of(ids), queries.rounds(ids)
    return [
        Request(
            one,
            standing(one.addresses[0].domain, known),
            _alike(one, rows),
            invitations.get(one.id),
            rounds[one.id],
        )
        for one in applicants
    ]


def _alike(member: Member, rows: Sequence[Any]) -> list[tuple[str, Any]]:
    own = (member.sort_name, member.addresses[0].key)
    found = [(alike(own, (row.sort_name, row.key)), row) for row in rows if row.id != member.id]
    return sorted(((why, row) for why, row in found if why), key=lambda one: REASONS.index(one[0]))


@dataclass(frozen=True)
class Result:
    """What has become of one who was ticked; ``decision`` is the newest row, None while the request waits."""

    name: str
    state: str
    decision: Any


def results(viewer: Any, ids: Sequence[int]) -> list[Result]:
    found = queries.among(viewer, ids)
    decided = queries.last_decisions([one.id for one in found]) if found else {}
    return [Result(one.name, one.state, decided.get(one.id)) for one in found]
