"""What privacy itself keeps of a person."""

from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, Personal, gone
from cop.privacy import exporting
from cop.privacy.consent_models import Consent, Terms
from cop.privacy.export_models import Export

PERSONAL = (
    Personal(
        Export, ("member_id",), N_("That you asked for a file of your data, and the file until it is deleted"),
        N_("To gather it in the background and let you, and nobody else, fetch it."),
        GOES, hidden=("name",), erase=exporting.forget_all,
    ),
    Personal(
        Consent, ("member_id",), N_("The versions of the terms you agreed to, and when"),
        N_("So that it can be shown what you agreed to, and you can read it again."),
        GOES, erase=gone(Consent, "member_id"),
    ),
    Personal(
        Terms, ("by_id",), N_("Versions of the terms that you put in force as an administrator"),
        N_("What was in force when can be looked up, and who decided it."), OFFICE, hidden=("html", "renderer"),
    ),
)  # fmt: skip
