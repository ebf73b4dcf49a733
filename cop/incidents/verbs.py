"""What the ledger's entries about incidents say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "incident_reported": N_("%(what)s was reported"),
    "incident_completed": N_("%(who)s completed the report %(what)s"),
    "incident_agreed": N_("%(who)s agreed that more people read the report %(what)s"),
    "incident_widened": N_("%(who)s agreed as the second that more people read the report %(what)s"),
    "incident_taken_back": N_("%(who)s took the report %(what)s back"),
    "incident_reply_asked": N_("%(who)s asked the developer to reply to the report %(what)s"),
    "incident_replied": N_("%(who)s replied to the report %(what)s for the developer"),
    "incident_lesson_written": N_("%(who)s wrote the public digest of the report %(what)s"),
    "incident_change_told": N_("%(who)s told what changed because of the report %(what)s"),
    "incident_closed": N_("%(who)s closed the report %(what)s"),
    "incident_opened_again": N_("%(who)s opened the report %(what)s again"),
    "incident_reporter_seen": N_("%(who)s looked up who made the report %(what)s"),
    "hold_proposed": N_("The grave report %(what)s proposes to hold the pilots it is about"),
    "hold_declined": N_("%(who)s said why a pilot goes on after the report %(what)s"),
    "trend_settled": N_("%(who)s settled the trend %(what)s"),
    "incident_coded": N_("%(who)s gave codes to the report %(what)s"),
    "incident_codes_imported": N_("%(who)s brought codes for reports"),
    "incident_clocks_set": N_("%(who)s set the clocks of a country"),
    "lessons_told": N_("Members were told what reports teach (%(what)s)"),
    "trend_seen": N_("Reports show a trend: %(what)s"),
}
