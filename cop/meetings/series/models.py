"""A meeting is a series with at least one occurrence; agenda, answers, attendance and minutes hang on the occurrence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.kernel.refs import ref
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.series.rules import Slot, State
from cop.spaces.models import Space


class Series(Model):
    """What stays the same from date to date. ``local_start`` is a wall time ("2026-12-02T10:00") in ``zone``; ``uid``
    and ``sequence`` are what calendars know it by; ``rrule`` is as ``series_rules`` writes it, "" where the dates are
    set one by one. ``goes_on_from`` is the first series of the line that this one carries on under a new uid."""

    __tablename__ = "meeting_series"
    __table_args__ = (
        CheckConstraint("speech IN ('attributed','group','chatham')", "speech"),
        CheckConstraint("minutes > 0", "minutes"),
        CheckConstraint("quorum_members >= 0 AND quorum_countries >= 0 AND quorum_groups >= 0", "quorum"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    title: Mapped[str]
    purpose: Mapped[str]
    purpose_html: Mapped[str]
    renderer: Mapped[int]
    local_start: Mapped[str]
    zone: Mapped[str]
    minutes: Mapped[int]
    rrule: Mapped[str] = mapped_column(default="")
    place: Mapped[str]
    link: Mapped[str]
    speech: Mapped[str]
    quorum_members: Mapped[int] = mapped_column(default=0)
    quorum_countries: Mapped[int] = mapped_column(default=0)
    quorum_groups: Mapped[int] = mapped_column(default=0)
    sequence: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    goes_on_from: Mapped[int | None] = mapped_column(index=True)

    space: Mapped[Space] = relationship()

    @property
    def line(self) -> int:
        """What all series share that carry each other on: what was given out at one is open at the next."""
        return self.goes_on_from or self.id

    @property
    def where(self) -> tuple[str, str]:
        return self.place, self.link

    @property
    def quorum(self) -> Quorum:
        return Quorum(self.quorum_members, self.quorum_countries, self.quorum_groups)


class Occurrence(Model):
    """One date. ``original`` is the wall time it was first set to, by which calendars know it within the series;
    ``begins`` and ``ends`` say when it is now. ``own_place`` and ``own_link`` are None where they are the series' ones,
    "" where this date alone has none. ``coming`` is kept: how many said yes and have a place. ``places`` is
    how many there are, None for no limit. ``pulse`` rises with everything that its live parts show."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("series_id", "original"),
        CheckConstraint("state IN (" + ",".join(f"'{s.value}'" for s in State) + ")", "state"),
        CheckConstraint("ends > begins", "order"),
        Index(None, "begins", "id"),
        Index(None, "state", "ends"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    title: Mapped[str]
    slug: Mapped[str]
    original: Mapped[str]
    begins: Mapped[datetime]
    ends: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=State.scheduled.value)
    reason: Mapped[str] = mapped_column(default="")
    coming: Mapped[int] = mapped_column(default=0)
    places: Mapped[int | None]
    pulse: Mapped[int] = mapped_column(default=0, server_default="0")
    own_place: Mapped[str | None]
    own_link: Mapped[str | None]

    series: Mapped[Series] = relationship()

    @property
    def ref(self) -> str:
        return ref("meeting", self.id)

    @property
    def space_id(self) -> int:
        return self.series.space_id

    @property
    def place(self) -> str:
        return self.series.place if self.own_place is None else self.own_place

    @property
    def link(self) -> str:
        return self.series.link if self.own_link is None else self.own_link

    @property
    def where(self) -> tuple[str, str]:
        return self.place, self.link

    @property
    def slot(self) -> Slot:
        return Slot(self.begins, self.ends, self.state)


class Stub(Model):
    """Where a date was before it was moved: lists say there where it went."""

    __tablename__ = "meeting_stubs"
    __table_args__ = (UniqueConstraint("meeting_id", "begins"), Index(None, "begins", "id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    begins: Mapped[datetime]
    at: Mapped[datetime]
