"""Whoever shows what was said asks here how its speaker is called.

Queries ask for names through ``named`` and ``grouped``, so that where a rule hides them they never leave the database.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, case, null

from cop.kernel.errors import N_
from cop.kernel.ledger import NOBODY
from cop.kernel.words import country
from cop.spaces.speech_rules import Speech, names_groups, names_people

ONE_OF = {
    "regulators": N_("A regulator or policymaker"),
    "institutions": N_("Somebody of a healthcare institution"),
    "professionals": N_("A healthcare professional"),
    "developers": N_("An AI researcher or developer"),
    "civil_society": N_("A patient advocate or somebody of civil society"),
    "observers": N_("A partner or observer"),
}
NAMES = {
    Speech.attributed.value: N_("Attributed"),
    Speech.group.value: N_("Group only"),
    Speech.chatham.value: N_("Chatham House Rule"),
}
IN_WRITING = {
    Speech.attributed.value: N_("Posts stand with their authors' names."),
    Speech.group.value: N_(
        "Posts stand with their authors' stakeholder group alone: “a regulator”. No name, country or organisation."
    ),
    Speech.chatham.value: N_("Nobody is named, nor who took part, nor their groups and countries."),
}


def named(rule: ColumnElement[str] | Any, value: Any, otherwise: Any = None) -> ColumnElement[Any]:
    """``value`` where ``rule`` names people."""
    return case((rule == Speech.attributed.value, value), else_=null() if otherwise is None else otherwise)


def grouped(rule: ColumnElement[str] | Any, value: Any, otherwise: Any = None) -> ColumnElement[Any]:
    """``value`` where ``rule`` tells groups."""
    return case((rule != Speech.chatham.value, value), else_=null() if otherwise is None else otherwise)


def speaker(name: str | None, group: str | None) -> str:
    """How somebody is called, by what a query let through of the name and of the group's key."""
    return name or gettext(ONE_OF.get(group or "", N_("A participant")))


def speaker_of(rule: str, said: Any, name: str) -> str:
    """The same of a post that was read whole (it has ``group_key``)."""
    return speaker(name if names_people(rule) else "", said.group_key if names_groups(rule) else "")


def source(rule: str, group: str, country_code: str) -> str:
    """Where somebody who is never named comes from ("A healthcare professional, Malaysia"), as far as told."""
    told = speaker("", group if names_groups(rule) else "")
    return f"{told}, {country(country_code)}" if names_people(rule) else told


def audience(rule: str, otherwise: str) -> str:
    """Who may look up in the ledger that somebody spoke; ``otherwise``: where people are named."""
    return otherwise if names_people(rule) else NOBODY


def presence(rule: str, otherwise: str) -> str:
    """Who may look up in the ledger that somebody took part."""
    return otherwise if names_groups(rule) else NOBODY


def told(rule: str, viewer: Any) -> tuple[str, str, str] | None:
    """The rule of a thread in words: its name, what it means, and what ``viewer`` would be called.

    None for the rule that people expect.
    """
    if names_people(rule):
        return None
    called = speaker("", viewer.group_key if viewer.is_member and names_groups(rule) else "")
    return gettext(NAMES[rule]), gettext(IN_WRITING[rule]), called


def choices() -> list[tuple[str, str]]:
    return [(rule, gettext(name)) for rule, name in NAMES.items()]


def hints() -> dict[str, str]:
    """What each rule means for a thread."""
    return {rule: gettext(says) for rule, says in IN_WRITING.items()}
