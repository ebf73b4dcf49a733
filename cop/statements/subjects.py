"""What a statement is about, as interests are declared: topics, companies, products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from cop.ballots.models import one_of
from cop.kernel.db import FOREVER, Model, db
from cop.members.interest_rules import About
from cop.statements.models import Statement


class Subject(Model):
    """One thing that a statement is about. ``key`` is the name as it is compared with interests."""

    __tablename__ = "statement_subjects"
    __table_args__ = (
        UniqueConstraint("statement_id", "about", "key"),
        CheckConstraint(one_of("about", About), "about"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    about: Mapped[str]
    name: Mapped[str]
    key: Mapped[str]


def of(statement: Statement) -> Sequence[Subject]:
    """By what they are, then by name."""
    named = select(Subject).where(Subject.statement_id == statement.id)
    return db.session.scalars(named.order_by(Subject.about, Subject.key)).all()


def by_about(subjects: Sequence[Subject]) -> Mapping[About, list[str]]:
    return {about: [one.name for one in subjects if one.about == about] for about in About}


def keys(subjects: Sequence[Subject]) -> set[tuple[str, str]]:
    """As ``members.interest_queries.on`` takes them."""
    return {(one.about, one.key) for one in subjects}
