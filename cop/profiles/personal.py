"""What profiles keep of a person; all of it goes with them."""

from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, gone
from cop.members.models import Reads
from cop.profiles.models import Expertise, Profile

TOLD = N_("What you tell of yourself, and who sees each field")
WHY = N_("So that others find whom to ask, as far as you want to be found.")

PERSONAL = (
    Personal(Profile, ("member_id",), TOLD, WHY, GOES, erase=gone(Profile, "member_id")),
    Personal(Expertise, ("member_id",), TOLD, WHY, GOES, erase=gone(Expertise, "member_id")),
    Personal(
        Reads, ("member_id",), TOLD, WHY, GOES
    ),  # kept with the languages of the account, and emptied with them
)
