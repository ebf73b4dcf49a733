"""What each kind of event holds. Who, note, reason and the like are commitments' hashes, never texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cop.ballots.canonical import hexhash
from cop.ballots.decision import outcome, tests_of
from cop.ballots.objections import Disposition
from cop.ballots.record import stamp
from cop.ballots.rules import ConsensusRule
from cop.ballots.tally import Tally
from cop.ballots.terms import By, Stance

Data = dict[str, Any]


@dataclass(frozen=True)
class RollSeat:
    """A seat not yet numbered: a group's key, an alpha-2 country, its holder; ``alternate`` may be ""."""

    group: str
    country: str
    who: str
    alternate: str = ""


def roll(seats: Iterable[RollSeat]) -> list[Data]:
    """The seats numbered from 1 in order of group, country and who."""
    ordered = sorted(seats, key=lambda seat: (seat.group, seat.country, seat.who))
    return [
        {"seat": n, "group": s.group, "country": s.country, "who": s.who, "alternate": s.alternate}
        for n, s in enumerate(ordered, 1)
    ]


def opened(
    *,
    closes_at: datetime,
    key: str,
    previous: str,
    seats: list[Data],
    rule: ConsensusRule,
    title: str,
    text: str,
) -> Data:
    """``previous`` is the ballot that this one follows ("slug/n") or ""; ``seats`` is a numbered roll."""
    return {
        "closes_at": stamp(closes_at),
        "key": key,
        "previous": previous,
        "roll": seats,
        "rule": rule.data(),
        "text_sha256": hexhash(text),
        "title_sha256": hexhash(title),
    }


def cast(*, seat: int, position: Stance, by: By, sign: bool, note: str, evidence: str = "") -> Data:
    """``evidence`` of what an officer entered, else "". Raises ValueError where these do not fit."""
    if (by is By.OFFICER) != bool(evidence):
        raise ValueError("an officer's entry, and no other, has evidence")
    return {
        "by": str(by),
        "evidence": evidence,
        "note": note,
        "position": str(position),
        "seat": seat,
        "sign": int(sign),
    }


def retracted(*, seat: int, by: By) -> Data:
    return {"by": str(by), "seat": seat}


def extended(*, closes_at: datetime, officer: str, reason: str) -> Data:
    return {"closes_at": stamp(closes_at), "officer": officer, "reason": reason}


def seat_transferred(*, seat: int, who: str, alternate: str = "") -> Data:
    return {"alternate": alternate, "seat": seat, "who": who}


def voided(*, seat: int, officers: Sequence[str], reason: str) -> Data:
    return annulled(officers=officers, reason=reason) | {"seat": seat}


def annulled(*, officers: Sequence[str], reason: str) -> Data:
    """Raises ValueError unless two officers."""
    first, second = officers
    return {"officers": [first, second], "reason": reason}


def of_seat(seat: int) -> Data:
    """Of ``undelivered`` and ``late``."""
    return {"seat": seat}


def overtaken(*, text: str) -> Data:
    """``text`` is the new one."""
    return {"text_sha256": hexhash(text)}


def closed(tally: Tally, rule: ConsensusRule) -> Data:
    return {
        "outcome": str(outcome(tally, rule)),
        "tally": tally.data(),
        "tests": [found.data() for found in tests_of(tally, rule)],
    }


def objection_answered(*, objection: int, disposition: Disposition, editor: str, note: str) -> Data:
    """``objection`` is the seq of its cast."""
    return {"cast": objection, "disposition": str(disposition), "editor": editor, "note": note}


def of_objection(objection: int) -> Data:
    """Of ``objection_resolved``, ``_maintained`` and ``_lapsed``; ``objection`` is the seq of its cast."""
    return {"cast": objection}
