"""Who may do what with a draft that waits for clearance: its author everything, its reviewer answer, nobody else know."""

from __future__ import annotations

from cop.kernel.errors import N_
from cop.kernel.permits import MEMBER, permit, relation

AUTHOR = relation("draft_author", N_("its author"), lambda actor, draft: draft.author_id == actor.id)
REVIEWER = relation(
    "draft_reviewer", N_("whom its author asked"), lambda actor, draft: draft.reviewer_id == actor.id
)

may_keep = permit(MEMBER)
may_list = permit(MEMBER)
may_read = permit(AUTHOR, REVIEWER)
may_change = permit(AUTHOR)
may_answer = permit(REVIEWER, refusal=N_("Only whom its author asked can clear it."))
