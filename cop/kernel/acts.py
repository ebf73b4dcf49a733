"""What somebody can do next with a thing, as its page offers it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """``urgent``: somebody waits for it."""

    label: str
    url: str
    urgent: bool = False
