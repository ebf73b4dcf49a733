"""What is kept of facilitators."""

from __future__ import annotations

from cop.facilitation.models import Quiet
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, gone

PERSONAL = (
    Personal(
        Quiet, ("member_id",), N_("That you want no weekly note about the discussions you look after"),
        N_("So that you get none."), GOES, erase=gone(Quiet, "member_id"),
    ),
)  # fmt: skip
