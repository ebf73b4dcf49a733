"""What the ledger's entries about discussions say, in words."""

from cop.kernel.errors import N_

VERBS = {
    "threads_by_mail_allowed": N_("%(who)s lets members begin threads by mail in %(what)s"),
    "threads_by_mail_ended": N_("%(who)s takes no more threads by mail in %(what)s"),
    "thread_started": N_("%(who)s began the thread %(what)s"),
    "thread_edited": N_("%(who)s edited the thread %(what)s"),
    "thread_locked": N_("%(who)s closed the thread %(what)s"),
    "thread_unlocked": N_("%(who)s opened the thread %(what)s again"),
    "thread_pinned": N_("%(who)s pinned the thread %(what)s"),
    "thread_unpinned": N_("%(who)s unpinned the thread %(what)s"),
    "thread_moved": N_("%(who)s moved the thread %(what)s to another space"),
    "thread_split": N_("%(who)s began the thread %(what)s from a part of another"),
    "summary_written": N_("%(who)s wrote what %(what)s says, in short"),
    "summary_removed": N_("%(who)s took away what %(what)s says, in short"),
    "thread_merged": N_("%(who)s put another thread into %(what)s"),
    "answer_posted": N_("%(who)s answered in %(what)s"),
    "post_edited": N_("%(who)s edited a post in %(what)s"),
    "post_removed": N_("%(who)s removed a post in %(what)s"),
    "post_restored": N_("%(who)s brought back a post in %(what)s"),
    "post_erased": N_("The words of a post in %(what)s were erased when their author left"),
    "answer_accepted": N_("%(who)s accepted an answer in %(what)s"),
    "acceptance_withdrawn": N_("%(who)s no longer accepts an answer in %(what)s"),
}
