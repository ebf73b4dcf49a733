"""What the ledger's entries about meetings say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "meeting_scheduled": N_("%(who)s called the meeting %(what)s"),
    "meeting_date_added": N_("%(who)s added a date to the meeting %(what)s"),
    "meeting_moved": N_("%(who)s moved the meeting %(what)s"),
    "meeting_edited": N_("%(who)s edited the meeting %(what)s"),
    "meeting_cancelled": N_("%(who)s cancelled the meeting %(what)s"),
    "meeting_answered": N_("%(who)s said whether to come to %(what)s"),
    "meeting_held": N_("The meeting %(what)s was held"),
    "agenda_changed": N_("%(who)s changed the agenda of %(what)s"),
    "attendance_taken": N_("%(who)s noted who was at %(what)s"),
    "minutes_saved": N_("%(who)s saved the minutes of %(what)s"),
    "minutes_opened": N_("%(who)s opened the minutes of %(what)s for corrections"),
    "minutes_adopted": N_("The minutes of %(what)s were adopted"),
    "decision_recorded": N_("%(who)s recorded a decision of %(what)s"),
    "action_given": N_("%(who)s gave out a task at %(what)s"),
    "action_closed": N_("%(who)s closed a task of %(what)s"),
}
