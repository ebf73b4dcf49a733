"""What spaces keep of their people."""

from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, gone
from cop.spaces.models import SpaceMember

PERSONAL = (
    Personal(
        SpaceMember, ("member_id",), N_("The spaces you belong to, and those you facilitate"),
        N_("To show each space to its own people."),
        GOES, erase=gone(SpaceMember, "member_id"),
    ),
)  # fmt: skip
