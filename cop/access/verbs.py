"""What the ledger's entries about second factors say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "factor_added": N_("%(what)s set up a second factor"),
    "factor_removed": N_("%(what)s removed a second factor"),
    "factors_reset": N_("%(who)s reset the second factors of %(what)s"),
    "recovery_code_used": N_("%(what)s used a recovery code"),
    "recovery_codes_renewed": N_("%(what)s made new recovery codes"),
}
