"""What the ledger's entries about meetings say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "meeting_scheduled": N_("%(who)s called the meeting %(what)s"),
    "meeting_date_added": N_("%(who)s added a date to the meeting %(what)s"),
    "meeting_moved": N_("%(who)s moved the meeting %(what)s"),
    "meeting_edited": N_("%(who)s edited the meeting %(what)s"),
    "meeting_cancelled": N_("%(who)s cancelled the meeting %(what)s"),
    "meeting_answered": N_("%(who)s said whether to come to %(what)s"),
    "places_set": N_("%(who)s set how many places there are at %(what)s"),
    "places_given": N_("Those who waited for a place at %(what)s got one"),
    "papers_changed": N_("%(who)s changed the papers of %(what)s"),
    "meeting_held": N_("The meeting %(what)s was held"),
    "agenda_changed": N_("%(who)s changed the agenda of %(what)s"),
    "attendance_taken": N_("%(who)s noted who was at %(what)s"),
    "item_begun": N_("%(who)s opened an item of %(what)s"),
    "item_ended": N_("%(who)s closed the open item of %(what)s"),
    "note_taken": N_("%(who)s took something down at %(what)s"),
    "note_edited": N_("%(who)s put a note of %(what)s better"),
    "note_closed": N_("%(who)s struck or settled a note of %(what)s"),
    "straw_poll_opened": N_("%(who)s asked those at %(what)s a question"),
    "straw_poll_answered": N_("%(who)s answered a straw poll at %(what)s"),
    "straw_poll_closed": N_("%(who)s closed a straw poll at %(what)s"),
    "reminders_chosen": N_("%(who)s chose when to remind of %(what)s"),
    "meeting_reminded": N_("Those invited were reminded of %(what)s"),
    "minutes_saved": N_("%(who)s saved the minutes of %(what)s"),
    "minutes_opened": N_("%(who)s opened the minutes of %(what)s for corrections"),
    "minutes_adopted": N_("The minutes of %(what)s were adopted"),
    "decision_recorded": N_("%(who)s recorded a decision of %(what)s"),
    "action_given": N_("%(who)s gave out a task at %(what)s"),
    "action_closed": N_("%(who)s closed a task of %(what)s"),
}
