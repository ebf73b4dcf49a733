"""What the ledger's entries about people and their accounts say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "community_founded": N_("%(who)s founded the community"),
    "community_set_up": N_("%(what)s set the community up and became its first officer and administrator"),
    "registration_sent": N_("%(what)s asked to join"),
    "registration_repeated": N_("%(who)s asked to join again with the address of %(what)s"),
    "session_begun": N_("%(what)s signed in"),
    "device_met": N_("%(what)s signed in with a browser that was new here"),
    "identity_proven": N_("%(what)s showed again who they are"),
    "session_ended": N_("%(what)s signed a browser out"),
    "sessions_ended": N_("%(what)s signed all other browsers out"),
    "reset_asked": N_("%(who)s asked for a new password for %(what)s"),
    "password_changed": N_("The password of %(what)s was changed"),
    "account_edited": N_("%(who)s edited the account of %(what)s"),
    "interest_declared": N_("%(what)s declared an interest"),
    "interest_ended": N_("%(what)s ended a declared interest"),
    "change_asked": N_("%(what)s asked for another group or country"),
    "change_decided": N_("%(who)s decided about another group or country for %(what)s"),
    "member_suspended": N_("%(who)s stopped the account of %(what)s"),
    "member_reinstated": N_("%(who)s opened the account of %(what)s again"),
    "role_granted": N_("%(who)s gave %(what)s a role"),
    "seat_set": N_("%(who)s set whether %(what)s has seats in ballots"),
    "role_ended": N_("%(who)s ended a role of %(what)s"),
    "mandate_recorded": N_("%(who)s verified %(what)s as a regulator"),
    "mandate_ended": N_("%(who)s ended a mandate of %(what)s"),
}
