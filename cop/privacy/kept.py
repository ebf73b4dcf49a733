"""The public page of what is kept and why, made from what the features declare."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from cop.kernel.personal import Personal


@dataclass(frozen=True)
class Part:
    """One thing that is kept: what, why, and what becomes of it when the person leaves; message ids."""

    what: str
    why: str
    leaving: str


def declared() -> list[Personal]:
    """All that the features keep about people."""
    return current_app.extensions["cop"].each("personal")


def parts() -> list[Part]:
    """Each thing once, in the features' order."""
    found: dict[str, Part] = {}
    for one in declared():
        found.setdefault(one.what, Part(one.what, one.why, one.leaving))
    return list(found.values())
