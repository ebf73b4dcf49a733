"""What privacy itself keeps of a person."""

from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal
from cop.privacy import exporting
from cop.privacy.export_models import Export

PERSONAL = (
    Personal(
        Export, ("member_id",), N_("That you asked for a file of your data, and the file until it is deleted"),
        N_("To gather it in the background and let you, and nobody else, fetch it."),
        GOES, hidden=("name",), erase=exporting.forget_all,
    ),
)  # fmt: skip
