"""What the ledger's entries about checklists and audits say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "site_checked": N_("%(who)s signed a deployer's checklist of the pilot %(what)s"),
    "site_contact_named": N_("%(who)s named a contact at a site of the pilot %(what)s"),
    "audit_clock_started": N_("Audits of the pilot %(what)s begin to be due"),
    "audit_clock_told": N_("An audit of the pilot %(what)s is due"),
    "audit_periods_set": N_("%(who)s set how often products are audited in a country"),
    "audit_ordered": N_("%(who)s ordered the audit %(what)s"),
    "audit_accepted": N_("%(who)s accepted to do the audit %(what)s"),
    "audit_declined": N_("%(who)s declined to do the audit %(what)s"),
    "audit_reported": N_("%(who)s reported the audit %(what)s"),
    "audit_agreed": N_("%(who)s agreed to publish the audit %(what)s"),
    "finding_written": N_("%(who)s wrote a finding of the audit %(what)s"),
    "finding_answered": N_("%(who)s said what was done about a finding of the audit %(what)s"),
    "finding_closed": N_("%(who)s closed a finding of the audit %(what)s"),
    "finding_overdue": N_("A finding of the audit %(what)s is overdue"),
}
