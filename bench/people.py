"""Members, organisations and spaces in bulk. The first member reads the pages, the last is an officer."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bench.rows import put
from bench.scale import BEGUN, Scale
from cop.kernel import text
from cop.members.models import Address, Member, Organisation, RoleGrant
from cop.spaces.models import Space

DATA = Path(__file__).parent.parent / "cop" / "data"
GROUPS = ("professionals", "regulators", "institutions", "developers", "civil_society")
FIRST = (
    "Anan",
    "Bopha",
    "Citra",
    "Dara",
    "Eka",
    "Farah",
    "Hanh",
    "Ismail",
    "Jaya",
    "Khamla",
    "Linh",
    "Malai",
    "Nur",
    "Phoumy",
    "Rosa",
    "Sokha",
    "Thida",
    "Wei",
)
LAST = (
    "Aung",
    "Bautista",
    "Chea",
    "Dewi",
    "Fernando",
    "Hakim",
    "Kittisak",
    "Lim",
    "Nguyen",
    "Osman",
    "Phan",
    "Reyes",
    "Santos",
    "Tan",
    "Vong",
    "Wijaya",
)
SPACES = (("forum", "public"), ("practice", "members"), ("rules", "members"), ("panel", "restricted"))
MEMBERS_PER_ORGANISATION = 20
FIRST_SPACE = 101  # those before it the founding made


def write(connection: Connection, scale: Scale) -> None:
    put(connection, Organisation, _organisations(scale))
    put(connection, Member, _members(scale))
    put(connection, Address, _addresses(scale))
    put(
        connection,
        RoleGrant,
        [{"member_id": scale.members, "role": "officer", "since": BEGUN, "until": None}],
    )
    put(connection, Space, _spaces())


def countries() -> list[str]:
    return [country["iso2"] for country in json.loads((DATA / "countries.json").read_text(encoding="utf-8"))]


def organisation_of(member: int) -> int:
    return (member - 1) // MEMBERS_PER_ORGANISATION + 1


def _organisations(scale: Scale) -> Iterator[dict[str, Any]]:
    for id in range(1, organisation_of(scale.members) + 1):
        yield {"id": id, "name": f"Institute {id}", "name_key": f"institute {id}"}


def _members(scale: Scale) -> Iterator[dict[str, Any]]:
    chance, codes = random.Random(scale.seed), countries()
    for id in range(1, scale.members + 1):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {id}"
        officer = id == scale.members
        yield {
            "id": id,
            "slug": text.slug(name),
            "name": name,
            "sort_name": text.sort_key(name),
            "state": "active",
            "group_key": "observers" if officer else GROUPS[(id - 1) % len(GROUPS)],
            "country": codes[(id - 1) % len(codes)],
            "organisation_id": organisation_of(id),
            "languages": ["en"],
            "zone": "Asia/Vientiane",
            "registered_at": BEGUN,
            "active_at": BEGUN,
        }


def _addresses(scale: Scale) -> Iterator[dict[str, Any]]:
    for id in range(1, scale.members + 1):
        email = f"member{id}@example.org"
        yield {"member_id": id, "email": email, "key": email, "verified_at": BEGUN + timedelta(minutes=1)}


def _spaces() -> Iterator[dict[str, Any]]:
    for id, (slug, visibility) in enumerate(SPACES, FIRST_SPACE):
        yield {
            "id": id,
            "slug": slug,
            "title": slug.capitalize(),
            "mandate": "What members of the bench talk about.",
            "visibility": visibility,
            "created_at": BEGUN,
        }
