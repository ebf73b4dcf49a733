"""What the ledger's entries about spaces say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "space_created": N_("%(who)s made the space %(what)s"),
    "space_edited": N_("%(who)s changed the space %(what)s"),
    "space_archived": N_("%(who)s archived the space %(what)s"),
    "space_reopened": N_("%(who)s opened the space %(what)s again"),
    "space_person_added": N_("%(who)s added a person to the space %(what)s"),
    "space_person_removed": N_("%(who)s took a person out of the space %(what)s"),
    "facilitator_appointed": N_("%(who)s made a person facilitator of the space %(what)s"),
    "facilitator_released": N_("%(who)s ended a person's task as facilitator of the space %(what)s"),
    "group_constituted": N_("%(who)s set how one joins %(what)s, or its term"),
    "group_renewed": N_("%(who)s renewed the term of %(what)s"),
    "group_closed": N_("%(who)s closed %(what)s"),
    "group_term_ends": N_("%(who)s reminded the keepers of %(what)s that its term ends"),
    "group_joined": N_("%(who)s joined %(what)s"),
    "group_left": N_("%(who)s left %(what)s"),
    "group_join_asked": N_("%(who)s asked to join %(what)s"),
    "group_request_answered": N_("%(who)s answered a request to join %(what)s"),
    "group_invited": N_("%(who)s invited a member into %(what)s"),
    "group_invitation_answered": N_("%(who)s answered an invitation into %(what)s"),
}
