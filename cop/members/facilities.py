"""Kinds of places where care is given, as pilots and reports of incidents name them."""

from cop.kernel.errors import N_

FACILITIES = {
    "community": N_("Community health post"),
    "primary": N_("Primary care clinic"),
    "district": N_("District hospital"),
    "referral": N_("Referral or teaching hospital"),
    "laboratory": N_("Laboratory"),
    "home": N_("People's homes"),
    "other": N_("Other"),
}
