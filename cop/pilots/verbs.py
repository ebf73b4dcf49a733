"""What the ledger's entries about pilots say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "pilot_registered": N_("%(who)s registered the pilot %(what)s"),
    "pilot_edited": N_("%(who)s edited the pilot %(what)s"),
    "pilot_team_changed": N_("%(who)s changed the team of the pilot %(what)s"),
    "pilot_disclosure_agreed": N_("%(who)s agreed to disclose results of the pilot %(what)s"),
    "pilot_named": N_("%(who)s named the product of the pilot %(what)s"),
    "pilot_submitted": N_("%(who)s submitted the pilot %(what)s"),
    "pilot_taken_into_review": N_("%(who)s took the pilot %(what)s into review"),
    "pilot_returned": N_("%(who)s returned the pilot %(what)s to its team"),
    "pilot_decided": N_("%(who)s decided about the pilot %(what)s for a country"),
    "pilot_activated": N_("%(who)s began the pilot %(what)s"),
    "pilot_suspended": N_("%(who)s suspended the pilot %(what)s"),
    "pilot_lifted": N_("%(who)s lifted the suspension of the pilot %(what)s"),
    "pilot_terminated": N_("%(who)s terminated the pilot %(what)s"),
    "pilot_withdrawn": N_("%(who)s withdrew the pilot %(what)s"),
    "pilot_reporting": N_("The pilot %(what)s reports its results"),
    "pilot_completed": N_("%(who)s completed the pilot %(what)s"),
    "pilot_extended": N_("%(who)s extended the pilot %(what)s"),
    "pilot_evidence_offered": N_("%(who)s offered evidence for a condition of the pilot %(what)s"),
    "pilot_flagged": N_("Something about the pilot %(what)s is late"),
    "pilot_reviewed": N_("%(who)s said why the pilot %(what)s goes on after a suspension elsewhere"),
    "pilot_readings_entered": N_("%(who)s entered readings of the pilot %(what)s"),
    "pilot_stop_crossed": N_("A reading of the pilot %(what)s is beyond its stop rule"),
    "pilot_criteria_amended": N_("%(who)s changed success criteria of the pilot %(what)s after its approval"),
    "pilot_aftermath_told": N_("%(who)s told what came of the pilot %(what)s"),
    "pilot_condition_met": N_("%(who)s confirmed a condition of the pilot %(what)s"),
}
