"""Tying files to the text they belong to, in the transaction of the action that says it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from cop.attachments import queries
from cop.attachments.models import Attachment
from cop.attachments.rules import demand_few
from cop.kernel.db import db
from cop.kernel.errors import Missing
from cop.members.models import Member

LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00+00:00")  # older than any that is left over


def bind(about: str, ids: Collection[int], owner: Member) -> int:
    """The text called ``about`` has these files of its author's and no others; how many they are. Raises Invalid."""
    demand_few(len(ids))
    wanted = {one.id for one in queries.own(owner, ids, about)} if ids else set()
    release(about, wanted)
    if wanted:
        db.session.execute(update(Attachment).where(Attachment.id.in_(wanted)).values(about=about))
    return len(wanted)


def add(about: str, one: Attachment, owner: Member) -> None:
    """What is called ``about`` has this file too, beside those it has. Raises Missing for one that is not the owner's
    own, or belongs to something already."""
    if one.owner_id != owner.id or one.about not in ("", about):
        raise Missing()
    one.about = about


def let_go(about: str, id: int) -> None:
    """The one file belongs to ``about`` no more, and goes with the next clearing up."""
    own = (Attachment.id == id) & (Attachment.about == about)
    db.session.execute(update(Attachment).where(own).values(about="", at=LONG_AGO))


def release(about: str, but: Collection[int] = ()) -> None:
    """The text's other files belong to nothing any more, and go with the next clearing up."""
    gone = select(Attachment.id).where(Attachment.about == about, Attachment.id.not_in(but))
    db.session.execute(
        update(Attachment).where(Attachment.id.in_(gone.scalar_subquery())).values(about="", at=LONG_AGO)
    )
