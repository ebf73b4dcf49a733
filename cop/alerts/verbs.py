"""What the ledger's entries about alerts say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "alert_raised": N_("%(who)s raised the alert %(what)s"),
    "alert_extended": N_("The alert %(what)s reached more people"),
    "alert_answered": N_("%(who)s answered the alert %(what)s"),
    "alert_reminded": N_("Answers to the alert %(what)s were asked for again"),
    "alert_escalated": N_("Answers to the alert %(what)s stayed away, and the secretariat was told"),
}
