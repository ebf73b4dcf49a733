"""What the ledger's entries about moderation say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "flag_raised": N_("%(who)s flagged %(what)s"),
    "flagged_folded": N_("%(what)s was folded up because several readers flagged it"),
    "case_assigned": N_("%(who)s said who looks at what was flagged in %(what)s"),
    "case_given_back": N_("%(who)s gave back what was flagged in %(what)s"),
    "case_decided": N_("%(who)s decided about what was flagged or removed in %(what)s"),
    "case_appealed": N_("%(who)s appealed against what was decided about %(what)s"),
    "appeal_settled": N_("%(who)s answered an appeal about %(what)s"),
}
