"""What a community's discussions begin with, tags for the tiers of challenges that the region's summit named; and a
thread that another feature begins."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from cop.discussions import actions, queries
from cop.discussions.models import Tag
from cop.discussions.rules import Kind
from cop.kernel.db import db
from cop.spaces.models import Space
from cop.spaces.speech_rules import Speech
from cop.writing.composing import compose

SUMMIT = Path(__file__).parent.parent / "data" / "summit.json"


def begin(_now: datetime) -> None:
    """In the founding's transaction."""
    tiers = json.loads(SUMMIT.read_text(encoding="utf-8"))["challenge_tiers"]
    db.session.add_all(
        Tag(key=tier["key"], name=tier["name"], text=tier["text"], order=order)
        for order, tier in enumerate(tiers)
    )


def thread_of(space: Space, title: str, source: str, rule: Speech, actor: Any, now: datetime) -> str:
    """Begins a thread; its address. Raises what ``actions.start_thread`` raises."""
    written = compose(source, actor, space.id)
    thread = actions.start_thread(
        space, title, Kind.discussion, [], written, actor.language, rule=rule, actor=actor, now=now
    )
    return queries.address(thread, space.slug)
