"""What the ledger's entries about calendars say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "calendar_address_made": N_("%(who)s made a calendar address"),
    "calendar_address_revoked": N_("%(who)s revoked a calendar address"),
}
