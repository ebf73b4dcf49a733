"""Discussions' manifest."""

from cop.discussions import (
    answer_letters,
    beginning,
    clearing,
    found,
    home,
    letters_views,
    live_views,
    mailed_views,
    mailing,
    moderating,
    moving_views,
    notices,
    post_views,
    preview_queries,
    queries,
    reaction_views,
    reading_views,
    spoken_queries,
    summary_views,
    tending,
    thread_views,
    views,
)
from cop.discussions.drift import drift, reactions
from cop.discussions.personal import PERSONAL
from cop.discussions.verbs import VERBS
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place

__all__ = ("feature", "reading_views")  # that module adds routes to the blueprint of views

QUIET = (
    "threads_by_mail_allowed",
    "threads_by_mail_ended",
    "thread_edited",
    "thread_locked",
    "thread_unlocked",
    "thread_pinned",
    "thread_unpinned",
    "thread_moved",
    "thread_split",
    "thread_merged",
    "summary_written",
    "summary_removed",
    "post_removed",
    "post_restored",
    "post_erased",
    "answer_accepted",
    "acceptance_withdrawn",
)

SPOKEN = (
    "thread_started",
    "thread_edited",
    "answer_posted",
    "post_edited",
    "post_removed",
    "answer_accepted",
    "acceptance_withdrawn",
    "summary_written",
    "summary_removed",
)

feature = Feature(
    "discussions",
    blueprints=(
        views.pages,
        post_views.pages,
        thread_views.pages,
        letters_views.pages,
        live_views.pages,
        moving_views.pages,
        reaction_views.pages,
        summary_views.pages,
        mailed_views.pages,
    ),
    places=(Place(N_("Discussions"), "discussions.index", 20),),
    sources=found.SOURCES,
    refs={"thread": queries.threads_resolved, "post": queries.posts_resolved},
    verbs=VERBS,
    spoken=SPOKEN,
    notices=dict.fromkeys(QUIET, SILENT) | notices.NOTICES,
    letters={"answer": answer_letters.answer},
    awaiting=(home.awaiting,),
    news=(home.news,),
    front=(home.front,),
    drift=(drift, reactions),
    hooks={
        "founded:discussions": beginning.begin,
        "begins:thread": beginning.thread_of,
        "says:thread": clearing.say,
        "talk_since": spoken_queries.talk_since,
        "letters_since": preview_queries.letters_since,
        "letters_listed": preview_queries.letters_listed,
        "mailed:post": mailing.answered,
        "mailed:space": mailing.begun,
        "moderates:post": moderating.posts,
        "letters_of:post": mailing.letters_of_post,
        "letters_of:space": mailing.letters_of_space,
        "letters_of:thread": mailing.letters_of,
        "tended:unanswered": tending.unanswered,
        "tended:one_sided": tending.one_sided,
        "offline:thread": found.offline,
    },
    personal=PERSONAL,
    digest=("answer",),
)
