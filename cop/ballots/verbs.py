"""What the ledger's entries about ballots, rolls and delegations say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "ballot_opened": N_("%(who)s opened the ballot on %(what)s"),
    "ballot_extended": N_("%(who)s extended the ballot on %(what)s"),
    "ballot_reminded": N_("Those who had not spoken in the ballot on %(what)s were reminded"),
    "ballot_closed": N_("The ballot on %(what)s closed"),
    "ballot_overtaken": N_("The ballot on %(what)s was overtaken by a later one"),
    "ballot_annulled": N_("%(who)s annulled the ballot on %(what)s"),
    "position_taken": N_("%(who)s took a position in the ballot on %(what)s"),
    "position_retracted": N_("%(who)s took a position back in the ballot on %(what)s"),
    "position_entered": N_("%(who)s entered a position for a seat in the ballot on %(what)s"),
    "entry_retracted": N_("%(who)s took back a position entered for a seat in the ballot on %(what)s"),
    "position_late": N_("A position came too late for the ballot on %(what)s"),
    "position_voided": N_("%(who)s voided a position in the ballot on %(what)s"),
    "motion_proposed": N_("%(who)s proposed to annul the ballot on %(what)s, or to void a position in it"),
    "motion_withdrawn": N_("%(who)s withdrew what was proposed about the ballot on %(what)s"),
    "seat_transferred": N_("%(who)s passed a seat on in the ballot on %(what)s"),
    "seat_unreached": N_("The notice to a seat came back in the ballot on %(what)s"),
    "openings_erased": N_("%(who)s had the name of %(what)s erased from the records of ballots"),
    "objection_answered": N_("%(who)s answered an objection in the ballot on %(what)s"),
    "objection_resolved": N_("%(who)s called an objection resolved in the ballot on %(what)s"),
    "objection_maintained": N_("%(who)s maintained an objection in the ballot on %(what)s"),
    "objection_lapsed": N_("An objection lapsed in the ballot on %(what)s"),
    "witness_added": N_("%(who)s witnessed the record of the ballot on %(what)s"),
    "recusals_proposed": N_(
        "Recusals were proposed to seats in the ballot on %(what)s, by declared interests"
    ),
    "delegation_named": N_("%(who)s named a delegation: %(what)s"),
    "delegation_passed": N_("A delegation went on without somebody who left: %(what)s"),
    "delegation_ended": N_("%(who)s ended a delegation: %(what)s"),
}
