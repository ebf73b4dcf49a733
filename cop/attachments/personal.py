"""Files that people brought: part of what they wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from cop.attachments.binding import LONG_AGO
from cop.attachments.models import Attachment
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import Personal, Row, plain
from cop.members.models import Member


def _files(member: Any) -> Iterator[Row]:
    columns = (
        Attachment.name,
        Attachment.kind,
        Attachment.size,
        Attachment.at,
        Attachment.about,
        Attachment.alt,
        Attachment.id,
    )
    own = select(*columns).where(Attachment.owner_id == member.id).order_by(Attachment.id)
    for row in db.session.execute(own).mappings():
        address = {"address": f"/attachments/{row['id']}"}
        yield {name: plain(value) for name, value in row.items() if name != "id"} | address


def _forget(member: Member, words: bool, _now: datetime) -> None:
    """Those of what was never said go at once, the rest with the words they belong to."""
    own = Attachment.owner_id == member.id
    going = own if words else own & (Attachment.about == "")
    db.session.execute(update(Attachment).where(going).values(about="", name="", alt="", at=LONG_AGO))


PERSONAL = (
    Personal(
        Attachment, ("owner_id",), N_("Files you attached to what you wrote"),
        N_("So that others can look at what you speak of. Of images, only the picture is kept."),
        N_("Stay with the posts they belong to or, if you choose so, are deleted with their words."),
        rows=_files, erase=_forget,
    ),
)  # fmt: skip
