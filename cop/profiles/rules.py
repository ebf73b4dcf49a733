"""What a member tells of themselves, and to whom: the one rule that every page, list and file about people asks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from cop.kernel import text
from cop.kernel.errors import N_, Invalid

MOST_TAGS = 12
LONGEST_TAG = 40


class Level(StrEnum):
    """Who sees a field."""

    NOBODY = "nobody"
    MEMBERS = "members"
    PUBLIC = "public"


FIELDS = ("name", "organisation", "position", "expertise", "languages", "zone", "about")
DEFAULT = Level.MEMBERS
"""Of every field that its member has said nothing about."""


def levels(field: str) -> tuple[Level, ...]:
    """What may be chosen. Members always see each other's names: whoever speaks and decides here has one."""
    return (Level.MEMBERS, Level.PUBLIC) if field == "name" else tuple(Level)


def visible_fields(chosen: Mapping[str, str], viewer: Any) -> frozenset[str]:
    """The fields that ``viewer`` sees of a person who chose these levels.

    Members, the secretariat among them, see what is not for nobody. Everyone else sees what is public, and of who
    keeps the name to members nothing at all: the address of a page carries the name.
    """
    if viewer.is_member:
        return frozenset(f for f in FIELDS if chosen.get(f, DEFAULT) != Level.NOBODY)
    if chosen.get("name", DEFAULT) != Level.PUBLIC:
        return frozenset()
    return frozenset(f for f in FIELDS if chosen.get(f, DEFAULT) == Level.PUBLIC)


def demand_consistent(chosen: Mapping[str, str]) -> None:
    """Raises Invalid at the field that is to be public while the name is not."""
    if chosen["name"] == Level.PUBLIC:
        return
    for field in FIELDS:
        if chosen[field] == Level.PUBLIC:
            raise Invalid(
                N_(
                    "Your public page carries your name. Make the name public too, or show this to members only."
                ),
                field=f"sees_{field}",
            )


def tags(*typed: str) -> dict[str, str]:
    """Expertise from words between commas: each as typed, by the key under which two spellings meet.

    Raises Invalid (more_expertise) for too many or too long ones.
    """
    words = [word for some in typed for word in map(text.line, some.split(",")) if word]
    found = {key: word for word in reversed(words) if (key := tag_key(word))}
    if len(found) > MOST_TAGS:
        raise Invalid(
            N_("Name at most %(most)d subjects: those you would be asked about."),
            field="more_expertise",
            most=MOST_TAGS,
        )
    if long := [word for word in found.values() if len(word) > LONGEST_TAG]:
        raise Invalid(
            N_("“%(word)s” is long for a subject. Use at most %(most)d characters, and commas between them."),
            field="more_expertise",
            word=long[0],
            most=LONGEST_TAG,
        )
    return dict(reversed(found.items()))


def tag_key(word: str) -> str:
    """Case, accents and signs at the ends do not make another subject."""
    return text.sort_key(word).strip(" .,;:#-–—'\"“”()")
