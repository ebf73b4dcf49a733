"""What is kept of mail that came in, and what goes when its writer leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, Retention, forgetting, gone
from cop.mail.models import Inbound


def _older(before: datetime) -> Any:
    return Inbound.at < before


PERSONAL = (
    Personal(
        Inbound, ("member_id",), N_("Mail you wrote to the community: its text, what was left out, what became of it"),
        N_("To take each once, to give you your text back when it is not taken, and to ask you about a forged one."),
        GOES, hidden=("raw", "key", "token", "values"), erase=gone(Inbound, "member_id"),
    ),
)  # fmt: skip

RETENTIONS = (
    Retention(
        "mail", N_("Mail that came in"), N_("To see what became of it, and to take none twice."),
        90, 7, 365, forgetting(Inbound, _older),
    ),
)  # fmt: skip
