"""What the ledger's entries about calls and proposals say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "call_begun": N_("%(who)s began the call %(what)s"),
    "call_edited": N_("%(who)s edited the call %(what)s"),
    "call_person_named": N_("%(who)s named somebody to the call %(what)s"),
    "call_person_removed": N_("%(who)s took somebody off the call %(what)s"),
    "call_published": N_("%(who)s published the call %(what)s"),
    "call_extended": N_("%(who)s kept the call %(what)s open for longer"),
    "call_reminded": N_("Who writes a proposal to the call %(what)s was reminded"),
    "call_closed": N_("The call %(what)s closed"),
    "call_concluded": N_("%(who)s concluded the call %(what)s"),
    "call_withdrawn": N_("%(who)s withdrew the call %(what)s"),
    "proposal_begun": N_("%(who)s began the proposal %(what)s"),
    "proposal_edited": N_("%(who)s edited the proposal %(what)s"),
    "proposal_submitted": N_("%(who)s submitted the proposal %(what)s"),
    "proposal_withdrawn": N_("%(who)s withdrew the proposal %(what)s"),
    "proposal_rated": N_("%(who)s rated the proposal %(what)s"),
    "proposal_left_to_others": N_("%(who)s left the proposal %(what)s to others"),
    "proposal_shortlisted": N_("%(who)s shortlisted the proposal %(what)s"),
    "proposal_declined": N_("%(who)s declined the proposal %(what)s"),
    "proposal_chosen": N_("%(who)s chose the proposal %(what)s"),
}
