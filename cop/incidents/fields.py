"""The parts of a full report: what each asks, and who reads each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cop.incidents import choices
from cop.incidents.visibility import Sight
from cop.kernel.errors import N_
from cop.members.facilities import FACILITIES


@dataclass(frozen=True)
class Field:
    """``key`` is the column; ``seen``: what one must read of a report to read this; ``words`` of a choice."""

    key: str
    label: str
    seen: Sight = Sight.SHARED
    words: Mapping[str, str] = field(default_factory=dict)
    small: bool = False


@dataclass(frozen=True)
class Stage:
    """A part of the form. ``prose``: its fields in which people write."""

    key: str
    title: str
    fields: tuple[Field, ...]
    prose: tuple[str, ...] = ()


WHOLE, DIGEST = Sight.WHOLE, Sight.DIGEST
CIRCUMSTANCES = Stage(
    "circumstances",
    N_("Circumstances"),
    (
        Field("kind", N_("Kind"), DIGEST, choices.KINDS),
        Field("product", N_("Product"), DIGEST),
        Field("product_version", N_("Version as deployed"), DIGEST),
        Field("language", N_("Language it was used in")),
        Field("role", N_("Role of who reports"), WHOLE, choices.ROLES),
        Field("country", N_("Country"), DIGEST),
        Field("facility", N_("Kind of facility"), WHOLE, FACILITIES),
        Field("month", N_("Month of the event"), DIGEST),
        Field("aware_on", N_("Aware of it since"), WHOLE),
    ),
    ("product", "product_version"),
)
EVENT = Stage(
    "event",
    N_("What happened"),
    (
        Field("narrative", N_("What happened")),
        Field("output", N_("What the AI said or did")),
        Field("expected", N_("What it should have said or done")),
        Field("did_next", N_("What people did next")),
        Field("discovered", N_("How it was found out")),
        Field("human_factor", N_("How its output was used"), Sight.SHARED, choices.HUMAN_FACTORS),
        Field("failure", N_("How it failed"), DIGEST, choices.FAILURES),
    ),
    ("narrative", "output", "expected", "did_next", "discovered"),
)
HARM = Stage(
    "harm",
    N_("Harm"),
    (
        Field("harm", N_("Harm"), DIGEST, choices.HARMS),
        Field("affected", N_("People affected"), small=True),
        Field("exposed", N_("People exposed"), small=True),
        Field("subgroup", N_("Group of people affected more than others")),
        Field("public_health", N_("Threat to public health")),
    ),
    ("subgroup",),
)
ACTION = Stage(
    "action",
    N_("What was done"),
    (
        Field("containment", N_("How it was contained")),
        Field("safety_reference", N_("Reference of a field safety notice")),
        Field("authority_reference", N_("Reference of the report to the country's authority"), WHOLE),
        Field("root_cause", N_("Root cause")),
    ),
    ("containment", "safety_reference", "authority_reference", "root_cause"),
)
STAGES = {stage.key: stage for stage in (CIRCUMSTANCES, EVENT, HARM, ACTION)}
