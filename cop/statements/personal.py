"""What statements keep of those who write, comment and edit them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, STAYS, Personal, Retention, forgetting, gone
from cop.members.models import Member
from cop.statements.annexes import Annex
from cop.statements.drafts import Draft
from cop.statements.evidence import Citation
from cop.statements.models import Editor, Passage, Revision, Statement
from cop.statements.remarks import Answer, Comment
from cop.statements.replies import Reply

EDITED = N_("Statements you edit, the revisions you saved and the sources you named")
WHO_WROTE = N_("A text's readers can see how it came about.")
COMMENTED = N_("Comments on statements, replies to them, and answers you gave as an editor")
WEIGHED = N_("A statement rests on what was said of its drafts and how each comment was answered.")
TAKEN_BACK = N_(
    "Stays as said by a former member, since it was weighed; the words of what you withdrew are deleted."
)


def _forget_withdrawn(model: Any) -> Any:
    """The words of what was withdrawn, which no page shows any more."""

    def erase(member: Member, _words: bool, _now: datetime) -> None:
        withdrawn = (model.author_id == member.id) & model.withdrawn_at.is_not(None) & (model.text != "")
        db.session.execute(update(model).where(withdrawn).values(text="-", html=""))

    return erase


def _saved(before: datetime) -> Any:
    return Draft.saved_at < before


PERSONAL = (
    Personal(
        Draft, ("member_id",), N_("What you typed at a statement and have not saved"),
        N_("So that nothing is lost. Nobody else reads it."), GOES, erase=gone(Draft, "member_id"),
    ),
    Personal(Editor, ("member_id",), EDITED, WHO_WROTE),
    Personal(Revision, ("author_id",), EDITED, WHO_WROTE, hidden=("html", "renderer")),
    Personal(Citation, ("added_by", "reviewed_by"), EDITED, WHO_WROTE, hidden=("added_by", "reviewed_by")),
    Personal(
        Comment, ("author_id",), COMMENTED, WEIGHED, TAKEN_BACK,
        hidden=("html", "note"), erase=_forget_withdrawn(Comment),
    ),
    Personal(Reply, ("author_id",), COMMENTED, WEIGHED, TAKEN_BACK, hidden=("html",), erase=_forget_withdrawn(Reply)),
    Personal(Answer, ("editor_id",), COMMENTED, WEIGHED),
    Personal(
        Annex, ("member_id",), N_("What you entered for your country as its verified regulator"),
        N_("It is the authority that speaks; its readers see since when."), STAYS,
    ),
    Personal(
        Passage, ("member_id", "proposed_by"), N_("Moves of a statement that you made or proposed"),
        N_("Every step of a statement's life can be looked up."), OFFICE,
        hidden=("member_id", "proposed_by"),
    ),
    Personal(
        Statement, ("unadopt_by",), N_("Moves of a statement that you made or proposed"),
        N_("Every step of a statement's life can be looked up."), OFFICE,
        withheld=N_("It is the statement's own row. Who proposed to withdraw its adoption is in the ledger's part."),
    ),
)  # fmt: skip

RETENTIONS = (
    Retention(
        "drafts", N_("What was typed at a statement and never saved"),
        N_("So that a text can be taken up again after a long pause."),
        180, 7, 730, forgetting(Draft, _saved),
    ),
)  # fmt: skip
