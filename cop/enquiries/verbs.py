"""What the ledger's entries about enquiries and guidance say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "enquiry_asked": N_("%(who)s asked a country's regulators: %(what)s"),
    "enquiry_added_to": N_("%(who)s added to the enquiry %(what)s"),
    "enquiry_asked_back": N_("%(who)s asked back about the enquiry %(what)s"),
    "enquiry_answered": N_("%(who)s answered the enquiry %(what)s"),
    "enquiry_assigned": N_("%(who)s assigned the enquiry %(what)s"),
    "enquiry_shared": N_("%(who)s changed who reads along in the enquiry %(what)s"),
    "enquiry_closed": N_("%(who)s closed the enquiry %(what)s"),
    "enquiry_late": N_("The time to answer the enquiry %(what)s has passed"),
    "enquiry_target_set": N_("%(who)s set within how many days a country answers enquiries"),
    "guidance_drafted": N_("%(who)s drafted guidance from the enquiry %(what)s"),
    "guidance_read_once": N_("%(who)s read the guidance drafted from the enquiry %(what)s"),
    "guidance_read_again": N_("%(who)s read the guidance drafted from the enquiry %(what)s again"),
    "guidance_published": N_("The guidance %(what)s was published"),
    "guidance_withdrawn": N_("%(who)s withdrew the guidance %(what)s"),
}
