"""The rule of speech of a thread or a meeting: what is told of those who speak there. Pure."""

from __future__ import annotations

from enum import Enum

from cop.kernel.errors import N_, IllegalMove


class Speech(Enum):
    """Each tells less than the one before."""

    attributed = "attributed"  # what is said stands with the speaker's name
    group = "group"  # with the speaker's stakeholder group only
    chatham = "chatham"  # Chatham House Rule: neither the speaker nor who took part


ORDER = tuple(one.value for one in Speech)


def names_people(rule: str) -> bool:
    return rule == Speech.attributed.value


def names_groups(rule: str) -> bool:
    return rule != Speech.chatham.value


def strictest(*rules: str) -> str:
    """What holds where things of several rules come together."""
    return max(rules, key=ORDER.index)


def demand_kept(before: str, after: str, relied_on: bool) -> None:
    """Raises IllegalMove (speech) where those who relied on a promise would be told of after all."""
    if relied_on and ORDER.index(after) < ORDER.index(before):
        raise IllegalMove(
            N_(
                "People took part here because they would not be named, so the rule can only become stricter. "
                "Begin anew where names are to be told."
            ),
            field="speech",
        )
