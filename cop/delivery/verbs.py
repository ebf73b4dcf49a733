"""What the ledger's entries about mail say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "delivery_retried": N_("%(who)s had a letter sent again: %(what)s"),
}
