"""What a line of a registry's table tells of a pilot, once it was found to be right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Mode(StrEnum):
    """What becomes of the lines: drafts that somebody goes on with, or pilots as a document says that they stand."""

    DRAFTS = "drafts"
    RECORDED = "recorded"


@dataclass
class Country:
    """``decision`` by column; ``sites``, ``conditions`` as rows."""

    country: str
    answers: dict[str, Any] = field(default_factory=dict)
    sites: list[dict[str, Any]] = field(default_factory=list)
    conditions: list[dict[str, Any]] = field(default_factory=list)
    state: str = "draft"
    before: str = "draft"
    since: datetime | None = None
    held_by: str = ""
    reason: str = ""
    attestation: str = ""
    decision: dict[str, Any] = field(default_factory=dict)


@dataclass
class Entry:
    """``uid`` and ``address``: its number and page in the registry it comes from, "" where they are not told."""

    uid: str = ""
    address: str = ""
    registered: datetime | None = None
    submitted: datetime | None = None
    public_since: datetime | None = None
    disclosed: datetime | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    criteria: list[dict[str, Any]] = field(default_factory=list)
    criteria_sha256: str = ""
    amendments: list[dict[str, Any]] = field(default_factory=list)
    aftermaths: list[dict[str, Any]] = field(default_factory=list)
    countries: list[Country] = field(default_factory=list)
