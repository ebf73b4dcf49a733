"""What is kept of mail that came in, and what goes when its writer leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, Retention, forgetting, gone
from cop.mail.bounce_models import AddressTrouble
from cop.mail.digest_models import Digest
from cop.mail.models import Inbound


def _older(before: datetime) -> Any:
    return Inbound.at < before


PERSONAL = (
    Personal(
        Inbound, ("member_id",), N_("Mail you wrote to the community: its text, what was left out, what became of it"),
        N_("To take each once, to give you your text back when it is not taken, and to ask you about a forged one."),
        GOES, hidden=("raw", "key", "token", "values"), erase=gone(Inbound, "member_id"),
    ),
    Personal(
        Digest, ("member_id",), N_("On which mornings you want a digest, and when one went out last"),
        N_("To send it then, and less often when you are away."), GOES, erase=gone(Digest, "member_id"),
    ),
    Personal(
        AddressTrouble, (), N_("That letters to your address came back, how often, and the status the other server gave"),
        N_("To stop writing to a mailbox that is gone, and to tell you and the secretariat."),
        GOES, withheld=N_("It goes with the address. Where letters stopped, your page of mail says so."),
    ),
)  # fmt: skip

RETENTIONS = (
    Retention(
        "mail", N_("Mail that came in"), N_("To see what became of it, and to take none twice."),
        90, 7, 365, forgetting(Inbound, _older),
    ),
)  # fmt: skip
