"""Lists ordered by a moment are read in both directions; several rows may share one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock, paging
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry

KEYS = (Entry.at, Entry.id)


@pytest.fixture
def entries(app):
    """Twelve entries, three at each moment."""
    now = clock.now()
    with transaction():
        for number in range(12):
            at = now + timedelta(hours=number // 3)
            db.session.add(
                Entry(at=at, actor="system", verb="planted", subject="x:1", facts={}, audience="nobody")
            )
    return list(db.session.scalars(select(Entry.id).where(Entry.verb == "planted").order_by(*KEYS)))


def read(cursor="", **how):
    query = select(Entry.id, Entry.at).where(Entry.verb == "planted")
    return paging.read(query, KEYS, cursor=cursor, size=5, **how)


@pytest.mark.parametrize("descending", [True, False])
def test_every_row_comes_once_forth_and_back(entries, descending):
    order = entries[::-1] if descending else entries
    forth, cursor, pages = [], "", []
    while True:
        page = read(cursor, descending=descending)
        forth += [row.id for row in page.rows]
        pages.append(page)
        if not (cursor := page.after):
            break
    assert forth == order
    assert len(pages) == 3
    back = read(pages[2].before, descending=descending)
    assert [row.id for row in back.rows] == order[5:10]
    first = read(back.before, descending=descending)
    assert [row.id for row in first.rows] == order[:5]
    assert first.before == ""


@pytest.mark.parametrize("cursor", ["nonsense", "W10", "WzAsIDEsIDJd", "WzcsIHsidCI6IDF9LCAxXQ", "\x00", "๑"])
def test_a_cursor_that_does_not_parse_reads_as_none(entries, cursor):
    assert [row.id for row in read(cursor).rows] == entries[::-1][:5]
