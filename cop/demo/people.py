"""Who takes part in the demonstration: the personas, and the summit's forty participants as invented people."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cop.admission import actions as admission
from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.members import joining_actions, office_actions, passwords, sign_in_actions
from cop.members.countries import REGION
from cop.members.models import Member, Visitor
from cop.members.personas import PERSONAS, Persona
from cop.members.rules import CONFIRM, Asked
from cop.privacy import pause_actions
from cop.spaces.models import Space

# Of the summit's kinds of participants: policymakers, academics and private sector, clinicians and hospitals,
# civil society, funders; five from each of its eight countries.
KINDS = (
    ("regulators", "Example Health Ministry"),
    ("institutions", "Example General Hospital"),
    ("professionals", "Example Medical Association"),
    ("developers", "Example University AI Laboratory"),
    ("civil_society", "Example Patient Network"),
)
NAMES = {
    "SG": ("Mei Contoh", "Hariz Contoh", "Priya Contoh", "Jun Contoh", "Aisha Contoh"),
    "MY": ("Farid Misal", "Siti Misal", "Kavitha Misal", "Wei Misal", "Zara Misal"),
    "TH": ("Anong Tuayang", "Niran Tuayang", "Ploy Tuayang", "Somsak Tuayang", "Dao Tuayang"),
    "KH": ("Sokha Udahor", "Dara Udahor", "Bopha Udahor", "Vanna Udahor", "Rith Udahor"),
    "VN": ("Lan Vidu", "Minh Vidu", "Hoa Vidu", "Tuan Vidu", "Thao Vidu"),
    "PH": ("Maria Halimbawa", "Jose Halimbawa", "Luz Halimbawa", "Ramon Halimbawa", "Ligaya Halimbawa"),
    "BN": ("Nur Umpama", "Azim Umpama", "Hana Umpama", "Rahim Umpama", "Salwa Umpama"),
    "TL": ("Ana Ezemplu", "Joao Ezemplu", "Rosa Ezemplu", "Mario Ezemplu", "Filomena Ezemplu"),
}
WHY = "I took part in the regional summit and want to carry its work on."


@dataclass
class Cast:
    """Everyone in the story: ``personas`` by key, ``delegates`` by (country, group)."""

    personas: dict[str, Member] = field(default_factory=dict)
    delegates: dict[tuple[str, str], Member] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)

    @property
    def officer(self) -> Member:
        return self.personas["secretariat"]

    def of(self, group: str) -> list[Member]:
        return [member for (_country, key), member in self.delegates.items() if key == group]


def asked(persona: Persona) -> Asked:
    return Asked(
        name=persona.name,
        email=f"{persona.key}@example.org",
        group=persona.group,
        country=persona.country,
        organisation=persona.organisation,
        languages=("en",),
        zone="Asia/Singapore",
        why="I try out what a member of this kind can do.",
    )


def secretariat(cast: Cast, code: str) -> None:
    """The first account makes the others, as in any community; then it keeps only what is its own."""
    by_key = {persona.key: persona for persona in PERSONAS}
    first = joining_actions.set_up(
        asked(by_key["administrator"]), passwords.hashed(secrets.token_hex()), code, actor=Visitor()
    )
    cast.personas["administrator"] = first
    for key in ("secretariat", "secretariat2"):
        cast.personas[key] = join(asked(by_key[key]), first)
        office_actions.grant_role(cast.personas[key], "officer", actor=first)
    office_actions.end_role(next(g for g in first.grants if g.role == "officer"), actor=first)


def join(request: Asked, officer: Member) -> Member:
    """Asks, confirms the address, is approved."""
    member = joining_actions.register(request, NO_PASSWORD, actor=Visitor())
    link = sign_in_actions.make_link(member.addresses[0], CONFIRM, actor=SYSTEM)
    joining_actions.confirm_address(link, actor=Visitor())
    admission.approve(member, actor=officer)
    return member


NO_PASSWORD = "!"  # noqa: S105 - matches no password: nobody signs in as these but by a persona's click


def delegates(cast: Cast) -> None:
    """The forty of the summit, over the three weeks before it."""
    for number, (group, request) in enumerate(_requests()):
        with clock.at(clock.now() + timedelta(hours=12 * number)):
            cast.delegates[request.country, group] = join(request, cast.officer)


def _requests() -> Iterator[tuple[str, Asked]]:
    region = {country["iso2"]: country for country in REGION}
    for code, names in NAMES.items():
        for (group, kind), name in zip(KINDS, names, strict=True):
            place = region[code]
            yield (
                group,
                Asked(
                    name=name,
                    email=f"{name.replace(' ', '.').casefold()}@{code.casefold()}.example.org",
                    group=group,
                    country=code,
                    organisation=f"{kind}, {place['name']}",
                    languages=tuple(place["languages"]),
                    zone=place["zones"][0],
                    why=WHY,
                ),
            )


def personas(cast: Cast, until: datetime) -> None:
    """The personas who are not of the secretariat; mandates for two regulators, valid ``until``."""
    for persona in PERSONAS:
        if persona.key in cast.personas:
            continue
        member = cast.personas[persona.key] = join(asked(persona), cast.officer)
        if persona.regulates:
            evidence = "Letter of appointment, seen by the secretariat (demonstration)."
            office_actions.record_mandate(
                member, persona.organisation, persona.country, evidence, until, actor=cast.officer
            )


def pausing(cast: Cast, now: datetime) -> None:
    """One delegate is on leave for a month: named where the next ballot is prepared, and on its roll no more."""
    away = cast.delegates["TL", "professionals"]
    with clock.at(now - timedelta(days=2)):
        pause_actions.pause(away, now + timedelta(days=28), True, False, actor=away)
