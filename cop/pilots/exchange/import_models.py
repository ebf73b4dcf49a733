"""Pilots that a steward brings from a file: the file, its rows, and which pilot stands as which document says."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.intake.models import Job, JobRow, course
from cop.kernel.db import FOREVER, Model, among
from cop.members.models import Member
from cop.pilots.exchange.entries import Mode


class PilotImportRow(JobRow, Model):
    __tablename__ = "pilot_import_rows"
    __table_args__ = (
        UniqueConstraint("import_id", "row"),
        Index(None, "import_id", "flawed", "row"),
        FOREVER,
    )
    import_id: Mapped[int] = mapped_column(ForeignKey("pilot_imports.id"))


class PilotImport(Job, Model):
    """``made``: how many pilots came of it so far."""

    __tablename__ = "pilot_imports"
    __table_args__ = (course(), among("mode", Mode), FOREVER)
    row_model = PilotImportRow
    task = "pilot_import"
    batch = 25  # a pilot has many parts, and others wait to write
    mode: Mapped[str]
    made: Mapped[int] = mapped_column(default=0)
    by: Mapped[Member] = relationship()

    @property
    def ref(self) -> str:
        return f"pilot_import:{self.id}"


class Origin(Model):
    """A pilot that is recorded from a document: ``address`` is where it stands, ``uid`` its number there."""

    __tablename__ = "pilot_origins"
    __table_args__ = (FOREVER,)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"), unique=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("pilot_imports.id"), index=True)
    uid: Mapped[str]
    address: Mapped[str]
    recorded_at: Mapped[datetime]
