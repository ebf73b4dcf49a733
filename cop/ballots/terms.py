"""The words of a ballot, as its record spells them."""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """What a seat can say."""

    ENDORSE = "endorse"
    RESERVE = "reserve"
    OBJECT = "object"
    STAND_ASIDE = "stand_aside"
    RECUSE = "recuse"


class Absence(StrEnum):
    """Where a seat is counted while no position of it stands. An unreached seat is also silent."""

    SILENT = "silent"
    UNREACHED = "unreached"


class By(StrEnum):
    """Who entered a position."""

    HOLDER = "holder"
    ALTERNATE = "alternate"
    OFFICER = "officer"


class BallotState(StrEnum):
    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    OVERTAKEN = "overtaken"
    ANNULLED = "annulled"


class Visibility(StrEnum):
    """Whether members see positions at once or after the end."""

    OPEN = "open"
    SEALED = "sealed_until_close"


class Unit(StrEnum):
    """Who has a seat: each member, or each country in each group by its delegation."""

    MEMBER = "member"
    DELEGATION = "delegation"


class Outcome(StrEnum):
    INQUORATE = "inquorate"
    NO_CONSENSUS = "no_consensus"
    ADOPTED_WITH_DISSENT = "adopted_with_dissent"
    CONSENSUS_WITH_RESERVATIONS = "consensus_with_reservations"
    CONSENSUS = "consensus"
    ADOPTED_NO_OBJECTION = "adopted_no_objection"

    @property
    def adopted(self) -> bool:
        return self not in (Outcome.INQUORATE, Outcome.NO_CONSENSUS)


class RuleName(StrEnum):
    BROAD = "broad"
    FULL = "full"
    MAJORITY = "majority"
    SILENCE = "silence"
    CUSTOM = "custom"


IN_FAVOUR = frozenset({Stance.ENDORSE, Stance.RESERVE})
UNDER_SILENCE = frozenset({Stance.OBJECT, Stance.RECUSE})
