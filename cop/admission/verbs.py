"""What the ledger's entries about requests to join, stewards, invitations and lists say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "address_confirmed": N_("%(what)s confirmed the e-mail address"),
    "member_approved": N_("%(who)s approved %(what)s as a member"),
    "member_refused": N_("%(who)s refused %(what)s as a member"),
    "question_put": N_("%(who)s put a question to %(what)s"),
    "question_answered": N_("%(what)s answered a question about the request to join"),
    "steward_named": N_("%(who)s named %(what)s a steward"),
    "steward_allowed": N_("%(who)s changed whether the steward %(what)s may approve"),
    "steward_ended": N_("%(who)s ended the stewardship of %(what)s"),
    "invitation_made": N_("%(who)s invited somebody: %(what)s"),
    "invitation_sent_again": N_("%(who)s had %(what)s sent again"),
    "invitation_revoked": N_("%(who)s took %(what)s back"),
    "invitation_accepted": N_("Somebody came by %(what)s"),
    "list_brought": N_("%(who)s brought a list of people: %(what)s"),
    "list_read_anew": N_("%(who)s chose other columns of %(what)s"),
    "list_begun": N_("%(who)s began to invite the people of %(what)s"),
    "list_advanced": N_("People of %(what)s were invited"),
    "list_done": N_("All people of %(what)s were invited"),
    "list_discarded": N_("%(who)s had %(what)s forgotten"),
    "list_letters_asked": N_("%(who)s had the people of %(what)s written to"),
    "list_letters_put": N_("Letters to people of %(what)s were prepared"),
    "members_exported": N_("%(who)s took the list of members along as a file"),
}
