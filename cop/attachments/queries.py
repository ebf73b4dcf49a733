"""Attached files, as far as a viewer may see what they are attached to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import select

from cop.attachments.models import Attachment
from cop.attachments.showing import kind_and_size
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.refs import Resolved

Files = dict[str, list[Any]]
"""By the ref of the text they belong to, in the order they were attached."""


def attachment(viewer: Any, id: int) -> Attachment | None:
    found = db.session.get(Attachment, id)
    if found is None:
        return None
    if not found.about:
        return found if viewer.is_member and found.owner_id == viewer.id else None
    return found if found.about in refs.resolve([found.about], viewer) else None


def resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    """Files by their names, for whoever may see what they belong to."""
    said = select(Attachment).where(Attachment.id.in_(ids), Attachment.about != "")
    files = db.session.scalars(said.order_by(Attachment.id)).all()
    seen = refs.resolve({one.about for one in files}, viewer)
    for one in files:
        if one.about in seen:
            address = url_for("attachments.fetch", id=one.id)
            yield Resolved(one.ref, "attachment", one.name, address, kind_and_size(one), within=one.about)


def of(texts: Iterable[str]) -> Files:
    """The files of these texts; whoever shows the texts has asked who may see them. No query for no texts."""
    found: Files = {}
    if asked := list(texts):
        listed = select(Attachment).where(Attachment.about.in_(asked)).order_by(Attachment.id)
        for one in db.session.scalars(listed):
            found.setdefault(one.about, []).append(one)
    return found


def own(member: Any, ids: Iterable[int], about: str = "") -> Sequence[Attachment]:
    """Of ``ids``, the member's own that are not attached to anything, or to ``about``."""
    wanted = Attachment.id.in_(set(ids)) & (Attachment.owner_id == member.id)
    listed = select(Attachment).where(wanted, Attachment.about.in_({"", about}))
    return db.session.scalars(listed.order_by(Attachment.id)).all()


def left_over(before: datetime, most: int) -> Sequence[Attachment]:
    """Files that have belonged to nothing since then."""
    listed = select(Attachment).where(Attachment.about == "", Attachment.at < before)
    return db.session.scalars(listed.order_by(Attachment.id).limit(most)).all()
