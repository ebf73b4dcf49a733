"""Proposals as those who judge them read them: ratings without the interested, answers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from cop.calls import interests, profile
from cop.calls.models import Call, Characteristic, ProfileAnswer, Proposal, Rating
from cop.calls.profile import Meets


@dataclass(frozen=True)
class Judged:
    """``barred``: what keeps the viewer from judging it; ``ratings``: those that count; ``left_out``: how many do not.

    ``open``: the viewer may read the ratings: who rates has rated first, and no one with an interest reads them.
    """

    proposal: Proposal
    barred: list[str]
    mine: Rating | None
    ratings: list[Rating]
    left_out: int
    open: bool

    @property
    def mark(self) -> str:
        """The middle of the ratings, "" without any."""
        return f"{median(one.mark for one in self.ratings):g}" if self.ratings else ""


def judged(viewer: Any, call: Call, proposals: Sequence[Proposal], day: date) -> list[Judged]:
    """One question about interests, however many proposals."""
    raters = [rating.rater for one in proposals for rating in one.ratings]
    barred = interests.of(proposals, [*raters, viewer], day)
    return [_judged(viewer, call, one, barred) for one in proposals]


def _judged(viewer: Any, call: Call, one: Proposal, barred: interests.Conflicts) -> Judged:
    own = barred.get((one.id, viewer.id), [])
    mine = next((rating for rating in one.ratings if rating.rater_id == viewer.id), None)
    ratings = [rating for rating in one.ratings if rating.mark and (one.id, rating.rater_id) not in barred]
    left = own or (mine is not None and not mine.mark)
    may_read = not left and viewer.id in call.judges and (mine is not None or one.decided_at is not None)
    return Judged(one, own, mine, ratings, len(one.ratings) - len(ratings), may_read)


@dataclass(frozen=True)
class Cell:
    """One proposal's answer to one line of the profile."""

    proposal: Proposal
    value: str
    note: str
    meets: Meets


def side_by_side(call: Call, proposals: Sequence[Proposal]) -> list[tuple[Characteristic, list[Cell]]]:
    """Each line of the profile with what every proposal answers, in the proposals' order."""
    answers = {one.id: {a.characteristic_id: a for a in one.answers} for one in proposals}
    return [
        (line, [_cell(line, one, answers[one.id].get(line.id)) for one in proposals]) for line in call.profile
    ]


def _cell(line: Characteristic, proposal: Proposal, answer: ProfileAnswer | None) -> Cell:
    value, note = (answer.value, answer.note) if answer else ("", "")
    return Cell(proposal, value, note, profile.meets(line.way, line.minimum, line.preferred, value))
