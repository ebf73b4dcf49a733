"""A ballot: what was frozen at its opening, how far it has come, what it decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.ballots.lifecycle import Term
from cop.ballots.record import moment
from cop.ballots.rules import ConsensusRule, rule_from
from cop.ballots.terms import BallotState, Outcome
from cop.kernel.db import FOREVER, Model


def one_of(column: str, words: Any) -> str:
    """A condition for a constraint: the column holds one of an enum's words."""
    return f"{column} IN ({','.join(repr(str(word)) for word in words)})"


class Ballot(Model):
    """One decision on one text. ``subject`` is the ref of what is decided; ``slug/n`` its name for ever.

    ``clauses`` are [number, source, html] of ``source``. ``closes_at`` moves when extended, the first stays.
    ``result`` is the data of its ``closed`` event. The ``last_`` columns are the tip of its record.
    """

    __tablename__ = "ballots"
    __table_args__ = (
        UniqueConstraint("slug", "n"),
        Index("uq_ballots_open", "subject", unique=True, sqlite_where=text("state = 'open'"),
              postgresql_where=text("state = 'open'")),
        Index(None, "state", "closes_at"),
        CheckConstraint(one_of("state", BallotState), "state"),
        CheckConstraint("first_closes_at > opened_at AND closes_at >= first_closes_at", "times"),
        CheckConstraint("(ended_at IS NULL) = (state = 'open')", "ended"),
        CheckConstraint("(outcome <> '') = (state = 'closed')", "outcome"),
        CheckConstraint(f"outcome = '' OR {one_of('outcome', Outcome)}", "outcomes"),
        CheckConstraint("n >= 1 AND seats >= 1", "counts"),
        FOREVER,
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)
    slug: Mapped[str]
    n: Mapped[int]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("ballots.id"), unique=True)
    title: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    source: Mapped[str] = mapped_column(deferred=True)
    clauses: Mapped[list[Any]] = mapped_column(deferred=True)
    rule: Mapped[dict[str, Any]]
    key: Mapped[str]
    state: Mapped[str]
    opened_at: Mapped[datetime]
    first_closes_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    extensions: Mapped[list[Any]] = mapped_column(default=list)
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seats: Mapped[int]
    reminded_at: Mapped[datetime | None]
    last_seq: Mapped[int]
    last_hash: Mapped[str]
    last_at: Mapped[datetime]
    last_kind: Mapped[str]

    previous: Mapped[Ballot | None] = relationship(remote_side=[id])

    @property
    def ref(self) -> str:
        return f"ballot:{self.id}"

    @property
    def name(self) -> str:
        """As its record calls it."""
        return f"{self.slug}/{self.n}"

    @property
    def standing(self) -> BallotState:
        return BallotState(self.state)

    @property
    def is_open(self) -> bool:
        return self.state == BallotState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == BallotState.CLOSED

    @property
    def consensus_rule(self) -> ConsensusRule:
        return rule_from(self.rule)

    @property
    def term(self) -> Term:
        return Term(self.opened_at, self.first_closes_at, tuple(moment(at) for at in self.extensions))

    @property
    def adopted(self) -> bool:
        return bool(self.outcome) and Outcome(self.outcome).adopted

    def is_due(self, now: datetime) -> bool:
        """Whether its time is over and nobody has closed it; time never runs behind its record."""
        return self.is_open and self.term.due(max(now, self.last_at))
