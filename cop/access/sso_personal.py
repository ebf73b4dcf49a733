"""What is kept about people's accounts elsewhere."""

from __future__ import annotations

from cop.access.sso_models import LinkedIdentity
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, gone

PERSONAL = (
    Personal(
        LinkedIdentity,
        ("member_id",),
        N_("The account of another organisation by which you sign in"),
        N_("So that you can sign in there instead of with a password."),
        leaving=GOES,
        erase=gone(LinkedIdentity, "member_id"),
    ),
)
