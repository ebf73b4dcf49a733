"""Subjects that are suggested as expertise: the region's tiers of challenges, disciplines of review, areas of use."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

SUMMIT = Path(__file__).parent.parent / "data" / "summit.json"


@cache
def subjects() -> tuple[str, ...]:
    told = json.loads(SUMMIT.read_text(encoding="utf-8"))
    tiers = [tier["name"] for tier in told["challenge_tiers"]]
    return (*tiers, *(f"{name[:1].upper()}{name[1:]}" for name in told["review_disciplines"]),
            *(f"{name[:1].upper()}{name[1:]}" for name in told["application_areas"]))  # fmt: skip
