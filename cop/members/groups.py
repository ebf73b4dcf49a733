"""The stakeholder groups that every community begins with; their words are translated where shown."""

from __future__ import annotations

from dataclasses import dataclass

from cop.kernel.errors import N_


@dataclass(frozen=True)
class BuiltIn:
    """``votes``: whether its members sit on rolls."""

    key: str
    name: str
    for_whom: str
    votes: bool = True


BUILT_IN = (
    BuiltIn(
        "regulators",
        N_("Regulators and policymakers"),
        N_("Ministries, device and data-protection authorities, health technology assessment bodies"),
    ),
    BuiltIn(
        "institutions",
        N_("Healthcare institutions"),
        N_("Hospitals, clinics and their executives, procurement and medical boards"),
    ),
    BuiltIn(
        "professionals",
        N_("Healthcare professionals"),
        N_("Clinicians, nurses, pharmacists, allied health and their professional bodies"),
    ),
    BuiltIn(
        "developers",
        N_("AI researchers and developers"),
        N_("Academia, companies and laboratories that build, adapt or evaluate AI"),
    ),
    BuiltIn(
        "civil_society",
        N_("Civil society and patient advocates"),
        N_("Patient groups, advocates, ethicists, community organisations"),
    ),
    BuiltIn(
        "observers",
        N_("Partners and observers"),
        N_("International organisations, funders, regulators from outside the region"),
        votes=False,
    ),
)
