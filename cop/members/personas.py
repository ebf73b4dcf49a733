"""The nine people one can be in the demonstration: who they are, and what is worth trying as each.

The demonstration's story registers them under these names; their slugs follow from the names, as everyone's do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app

from cop.kernel.errors import N_
from cop.kernel.text import slug


@dataclass(frozen=True)
class Persona:
    """``country`` is one of the invented ones; ``regulates``: with a verified mandate there."""

    key: str
    name: str
    group: str
    country: str
    organisation: str
    role: str
    to_try: str
    regulates: bool = False
    grants: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return slug(self.name)


PERSONAS = (
    Persona(
        "regulator", "Dr Ratna Wira", "regulators", "XA", "Arunia Medical Devices Authority",
        N_("Verified regulator of Arunia"),
        N_("Take a position in an open ballot; follow the pilot that your country let begin."),
        regulates=True,
    ),
    Persona(
        "regulator2", "Dr Kiran Velu", "regulators", "XL", "Kalinda Health Products Agency",
        N_("Verified regulator of Kalinda"),
        N_("Decide about the same pilot for another country, and see that neither decides for the other."),
        regulates=True,
    ),
    Persona(
        "clinician", "Dr Malee Somboun", "professionals", "XM", "Mekara District Hospital 4",
        N_("Physician in a district hospital"),
        N_("Answer in a discussion, comment on a clause, say whether you come to the next meeting."),
    ),
    Persona(
        "developer", "Adi Nugraha", "developers", "XS", "Selatan Imaging Laboratory",
        N_("Developer of an imaging tool"),
        N_("Register a pilot with two countries and follow what each of them decides."),
    ),
    Persona(
        "advocate", "Josefa Lim", "civil_society", "XA", "Patients of Arunia Together",
        N_("Patient advocate"),
        N_("Object to a clause with a reason and see how the editors have to answer it."),
    ),
    Persona(
        "institution", "Thiri Aung", "institutions", "XL", "Kalinda General Hospital",
        N_("Hospital administrator"),
        N_("Take a position with a reservation and find it printed under the published statement."),
    ),
    Persona(
        "secretariat", "Sofia Tan", "observers", "XM", "Secretariat of the community",
        N_("Officer of the secretariat"),
        N_("Approve a newcomer, schedule a meeting, open a ballot on a text."),
        grants=("officer",),
    ),
    Persona(
        "secretariat2", "Daniel Cruz", "observers", "XS", "Secretariat of the community",
        N_("Second officer of the secretariat"),
        N_("Read the requests to join, and decide what the first officer left open."),
        grants=("officer",),
    ),
    Persona(
        "administrator", "Noor Hakim", "observers", "XA", "Secretariat of the community",
        N_("Administrator"),
        N_("Grant and end roles; find that texts, ballots and pilots are not yours to decide."),
        grants=("administrator",),
    ),
)  # fmt: skip
BY_KEY = {persona.key: persona for persona in PERSONAS}
SLUGS = frozenset(persona.slug for persona in PERSONAS)


def stands_for(member: Any) -> bool:
    """Whether this is a persona of a demonstration: one click counts as every proof of who acts, there alone."""
    return current_app.extensions["cop"].config.demo and member.slug in SLUGS
