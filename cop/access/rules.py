"""Second factors: what a recovery code looks like, who must have a factor, and from when."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

CODES = 10
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is read as something else
LONG, GROUP = 16, 4  # 80 bits, in groups of four
LOOK_ALIKES = str.maketrans("OIL", "011")
FEW = 3
"""How many recovery codes are so few that new ones are advised."""


def new_codes() -> list[str]:
    return [_grouped("".join(secrets.choice(LETTERS) for _ in range(LONG))) for _ in range(CODES)]


def _grouped(code: str) -> str:
    return "-".join(code[begin : begin + GROUP] for begin in range(0, LONG, GROUP))


def plain(typed: str) -> str:
    """A recovery code as it is compared: without what stands between its letters, and look-alikes as one."""
    return re.sub(r"[\W_]", "", typed).upper().translate(LOOK_ALIKES)


def digits(typed: str) -> str:
    """An app's code as it is compared: "123 456" is 123456; "" for what is not six digits."""
    code = re.sub(r"\s", "", typed)
    return code if re.fullmatch("[0-9]{6}", code) else ""


def wanted_since(grants: Iterable[Any], mandates: Iterable[Any], now: datetime) -> datetime | None:
    """Since when somebody with these roles and mandates must have a second factor; None without one in force."""
    roles = [grant.since for grant in grants if grant.until is None or grant.until > now]
    acting = [m.since for m in mandates if m.ended_at is None and m.until > now]
    return min([*roles, *acting], default=None)


def deadline(wanted: datetime, asked: datetime, days: int) -> datetime:
    """Until when one may go without: so many days from the role, or from when this community began to ask."""
    return max(wanted, asked) + timedelta(days=days)
