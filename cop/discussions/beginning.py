"""What a community's discussions begin with: tags for the tiers of challenges that the region's summit named."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from cop.discussions.models import Tag
from cop.kernel.db import db

SUMMIT = Path(__file__).parent.parent / "data" / "summit.json"


def begin(_now: datetime) -> None:
    """In the founding's transaction."""
    tiers = json.loads(SUMMIT.read_text(encoding="utf-8"))["challenge_tiers"]
    db.session.add_all(
        Tag(key=tier["key"], name=tier["name"], text=tier["text"], order=order)
        for order, tier in enumerate(tiers)
    )
