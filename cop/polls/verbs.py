"""What the ledger's entries about date polls say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "poll_started": N_("%(who)s asked when to meet: %(what)s"),
    "poll_changed": N_("%(who)s changed the date poll %(what)s"),
    "poll_answered": N_("%(who)s answered the date poll %(what)s"),
    "poll_guest_invited": N_("%(who)s invited a guest to the date poll %(what)s"),
    "poll_guest_removed": N_("%(who)s removed a guest from the date poll %(what)s"),
    "poll_guest_answered": N_("A guest answered the date poll %(what)s"),
    "poll_reminded": N_("Who had not answered the date poll %(what)s was reminded"),
    "poll_closed": N_("The date poll %(what)s closed"),
    "poll_settled": N_("%(who)s made a meeting of the date poll %(what)s"),
}
