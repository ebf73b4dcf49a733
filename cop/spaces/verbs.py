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
}
