"""The shape of a dossier's fields: one declaration drives the form, the gates, the page and the export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cop.kernel.errors import N_
from cop.pilots.rules import Gate


class Kind(StrEnum):
    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    MANY = "many"
    DATE = "date"
    NUMBER = "number"
    LANGUAGES = "languages"
    COUNTRY = "country"
    COUNTRIES = "countries"
    MAILBOX = "mailbox"


class Seen(StrEnum):
    """Who reads a field of a pilot that they may read at all. The team reads everything."""

    PUBLIC = "P"
    MEMBERS = "M"
    REGULATORS = "R"


SEEN_WORDS = {
    Seen.PUBLIC: N_("Seen by everyone once a country approves."),
    Seen.MEMBERS: N_("Seen by members only."),
    Seen.REGULATORS: N_("Seen by the regulators concerned and the secretariat only."),
}
NEEDED_WORDS = {
    Gate.NONE: "",
    Gate.SUBMIT: N_("Needed to submit."),
    Gate.ACTIVE: N_("Needed to start."),
    Gate.COMPLETE: N_("Needed to complete."),
}


class Until(StrEnum):
    """How long a stage of the form stays open."""

    SUBMITTED = "submitted"
    ACTIVE = "active"
    REPORTED = "reported"  # open while results are awaited
    ENDED = "ended"


@dataclass(frozen=True)
class Field:
    key: str
    label: str
    kind: Kind = Kind.LINE
    needed: Gate = Gate.NONE
    seen: Seen = Seen.PUBLIC
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    most: int = 0  # characters; 0: what the kind allows


@dataclass(frozen=True)
class Stage:
    """A page of the form. ``until``: when it closes."""

    key: str
    title: str
    fields: tuple[Field, ...]
    until: Until = Until.SUBMITTED

    def __getitem__(self, key: str) -> Field:
        return next(one for one in self.fields if one.key == key)
