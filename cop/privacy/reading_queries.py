"""Who opened what few may read of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import aliased

from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.personal import Row, Watched, plain
from cop.members.models import Member
from cop.privacy.reading_models import Reading

AGAIN = timedelta(minutes=10)
"""Opening the same page again within so long is the same reading."""


def watched() -> Mapping[str, Watched]:
    return current_app.extensions["cop"].watched


def again(member: Member, page: str, reader: Member, now: datetime) -> bool:
    """Whether the same person opened the same page a moment ago."""
    same = (Reading.member_id == member.id) & (Reading.page == page) & (Reading.reader_id == reader.id)
    return db.session.scalar(select(Reading.id).where(same, Reading.at > now - AGAIN).limit(1)) is not None


def rows(member: Member) -> Iterator[Row]:
    """For the export: who opened what of the member's."""
    listed = select(Reading.at, Reading.page, Member.name.label("reader"))
    listed = listed.join(Member, Member.id == Reading.reader_id).where(Reading.member_id == member.id)
    for row in db.session.execute(listed.order_by(Reading.id)).mappings():
        yield {name: plain(value) for name, value in row.items()}


def of(member: Member, cursor: str) -> paging.Page:
    """Who opened what of the member's, newest first: at, page, reader."""
    listed = (
        select(Reading.id, Reading.at, Reading.page, Member.name.label("reader"))
        .join(Member, Member.id == Reading.reader_id)
        .where(Reading.member_id == member.id)
    )
    return paging.read(listed, (Reading.id,), cursor=cursor)


def everyones(cursor: str) -> paging.Page:
    """All readings, newest first: at, page, reader, whose and the member's id."""
    reader = aliased(Member)
    listed: Any = (
        select(Reading.id, Reading.at, Reading.page, Reading.member_id)
        .add_columns(Member.name.label("whose"), reader.name.label("reader"))
        .join(Member, Member.id == Reading.member_id)
        .join(reader, reader.id == Reading.reader_id)
    )
    return paging.read(listed, (Reading.id,), cursor=cursor)


def words(page: str) -> str:
    """What a page showed, as a message id; the page's own name where it is declared no more."""
    return watched()[page].what if page in watched() else page
