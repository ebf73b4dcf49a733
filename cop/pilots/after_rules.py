"""Which promises a pilot was approved on, whatever was changed since. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol

from cop.kernel.errors import N_


class Change(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


CHANGE_WORDS = {
    Change.CHANGED: N_("Changed after the first approval"),
    Change.ADDED: N_("Added after the first approval"),
    Change.DROPPED: N_("Dropped after the first approval"),
}
OUTCOMES = {
    "rule": N_("A rule was changed"),
    "guidance": N_("Guidance was written"),
    "approved": N_("The product was approved"),
    "refused": N_("The product was refused"),
    "scaled": N_("It is used more widely"),
    "stopped": N_("It is not used any more"),
}


class Amended(Protocol):
    metric_id: int
    kind: str
    before: dict[str, Any]


def promised(now: Mapping[int, Mapping[str, str]], amendments: Sequence[Amended]) -> list[Mapping[str, str]]:
    """The criteria as they were first approved. ``now``: by id, as they stand; ``amendments``: oldest first."""
    stood = dict(now)
    for one in reversed(amendments):
        if one.kind == Change.ADDED:
            stood.pop(one.metric_id, None)
        elif one.kind == Change.CHANGED:
            stood[one.metric_id] = one.before
    return [stood[id] for id in sorted(stood)]


def dropped(amendments: Sequence[Amended]) -> set[int]:
    """Criteria for which no result is awaited any more."""
    return {one.metric_id for one in amendments if one.kind == Change.DROPPED}
