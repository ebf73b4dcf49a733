"""Choosing how much reaches one's mailbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.delivery import permits
from cop.delivery.level_models import EVERYWHERE
from cop.delivery.level_rules import Level
from cop.delivery.levels import put
from cop.kernel.actions import upkeep
from cop.members.models import Member


@upkeep(permits.may_choose_level)
def choose_level(place: Any, level: Level | None, *, actor: Any, now: datetime) -> None:
    """For a thread or space ("place", with its ``ref``); None: as what it lies in."""
    put(actor.id, place.ref, level)


@upkeep(permits.may_choose_own_level)
def choose_everywhere(member: Member, level: Level, *, actor: Any, now: datetime) -> None:
    """Where nothing nearer says otherwise."""
    put(member.id, EVERYWHERE, level)
