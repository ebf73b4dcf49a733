"""How a community begins: its stakeholder groups, and whether it is a demonstration for ever."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from flask import current_app

from cop.kernel import clock, installation, keys
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import SYSTEM
from cop.members.groups import BUILT_IN
from cop.members.models import Group


def found_community(demo: bool) -> str:
    """Founds the community in an empty database; "" when it was founded before.

    Features add what every community begins with: their hooks ``founded:<feature>``, called with the time.
    Returns the one-time code with which the first visit makes the first secretariat account.
    """
    with transaction():
        now = clock.now()
        row = installation.found(demo, now)
        if row is None:
            return ""
        for order, group in enumerate(BUILT_IN):
            db.session.add(Group(order=order, **vars(group)))
        code = secrets.token_hex(8)
        row.setup_hash = keys.hashed(code)
        record(
            "community_founded", "installation:1", actor=SYSTEM, now=now, audience=OFFICERS, demo=int(demo)
        )
        for begin in _beginnings():
            begin(now)
    return code


def _beginnings() -> list[Callable[[datetime], None]]:
    hooks = current_app.extensions["cop"].hooks
    return [hook for name, hook in hooks.items() if name.startswith("founded:")]
