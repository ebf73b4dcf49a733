"""Who may do what in a thread. Its space decides who reads; readers who are members write."""

from __future__ import annotations

from cop.kernel.errors import N_
from cop.kernel.permits import OFFICER, permit, relation
from cop.spaces.permits import FACILITATOR, READER, enters

AUTHOR = relation(
    "author",
    N_("its author"),
    lambda actor, subject: subject.author_id == actor.id and enters(actor, subject),
)

may_start = permit(READER)
may_answer = permit(READER)
may_react = permit(READER)
may_summarise = permit(READER)
may_mark = permit(READER)
may_moderate = permit(FACILITATOR, OFFICER)
may_edit = permit(
    AUTHOR, refusal=N_("A post is edited by its author alone. A facilitator can remove it, with a reason.")
)
may_edit_thread = permit(AUTHOR, FACILITATOR, OFFICER)
may_remove = permit(AUTHOR, FACILITATOR, OFFICER)
may_accept = permit(AUTHOR, FACILITATOR, OFFICER)
