"""The files among a meeting's papers, inside its pack as far as a slow link carries them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from cop.attachments import store
from cop.attachments.models import Attachment
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.refs import Resolved

MOST_BYTES = 400_000  # of all files together: under a minute on a slow link


@dataclass(frozen=True)
class File:
    """``data``: the file itself, as an address; "" of one that does not fit."""

    name: str
    note: str
    address: str
    data: str
    picture: bool


def files(seen: Sequence[Resolved]) -> Iterator[File]:
    """Those among what the reader may see, each once, in their order, until the pack is full."""
    named = {one.ref: one for one in seen if one.kind == "attachment"}
    ids = [refs.split(ref)[1] for ref in named]
    kept = {one.ref: one for one in db.session.scalars(select(Attachment).where(Attachment.id.in_(ids)))}
    room = MOST_BYTES
    for ref, one in named.items():
        data = _inside(kept[ref]) if kept[ref].size <= room else ""
        room -= kept[ref].size if data else 0
        yield File(one.title, one.note, one.address, data, kept[ref].is_image)


def _inside(file: Attachment) -> str:
    path = store.path(file.key)
    return f"data:{file.kind};base64,{b64encode(path.read_bytes()).decode()}" if path.exists() else ""
