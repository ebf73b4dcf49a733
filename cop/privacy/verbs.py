"""What the ledger's entries about people's data say."""

from cop.kernel.errors import N_

VERBS = {
    "member_left": N_("%(what)s left the community"),
    "member_let_go": N_("%(who)s ended the membership of %(what)s"),
    "export_asked": N_("%(what)s asked for a file of all own data"),
    "export_ready": N_("The file with the data of %(what)s was ready"),
    "retention_set": N_("%(who)s changed how long something is kept"),
    "terms_agreed": N_("%(what)s agreed to the terms"),
    "terms_put_in_force": N_("%(who)s put a new version of the terms in force"),
    "member_paused": N_("%(what)s began to pause"),
    "member_returned": N_("%(what)s came back from a pause"),
    "letters_gathered": N_("The letters of a week to %(what)s became one"),
    "dormancy_asked": N_("%(what)s, not seen for long, was asked whether to stay"),
    "dormancy_answered": N_("%(what)s answered whether to stay"),
}
