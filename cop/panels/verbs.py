"""What the ledger's entries about panels say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "panel_convened": N_("%(who)s convened %(what)s"),
    "panel_set": N_("%(who)s changed %(what)s"),
    "reviewer_named": N_("%(who)s named a reviewer for %(what)s"),
    "reviewer_dropped": N_("%(who)s took a reviewer off %(what)s"),
    "reviewer_accepted": N_("%(who)s accepted to take part in %(what)s"),
    "reviewer_declined": N_("%(who)s declined to take part in %(what)s"),
    "reviewer_reminded": N_("A reviewer of %(what)s was reminded"),
    "review_written": N_("%(who)s wrote at a part of %(what)s"),
    "review_concluded": N_("%(who)s concluded a part of %(what)s"),
}
