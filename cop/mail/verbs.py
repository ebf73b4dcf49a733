"""What the ledger's entries about mail that came in say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "mail_taken": N_("%(who)s wrote by mail: %(what)s"),
    "mail_obeyed": N_("%(who)s asked for something by a line of a mail: %(what)s"),
    "mail_held": N_("A mail from an unknown address is held: %(what)s"),
    "mail_refused": N_("A mail could not be taken, and its writer was told why: %(what)s"),
    "letter_returned": N_("A letter came back from %(what)s"),
    "letters_stopped": N_("Letters kept coming back from %(what)s, so none are sent there"),
    "letters_resumed": N_("%(who)s had letters sent again to %(what)s"),
    "link_used": N_("%(who)s did by the link of a letter, without signing in, what stands beside: %(what)s"),
    "mail_dropped": N_("%(who)s dropped a mail that was held: %(what)s"),
}
