"""Drafts: kept for one person, found from anywhere, never overwritten unseen."""

import pytest

from cop.kernel.db import db
from cop.kernel.errors import Forbidden, Invalid, Stale
from cop.kernel.ledger import Entry
from cop.spaces.models import SpaceMember
from cop.statements import drafts
from cop.statements.draft_actions import Typed, drop_draft, keep_draft
from tests.statements import stage


@pytest.fixture
def cast(app):
    return stage.cast()


def typed(source="Unfinished", **more):
    return Typed(**({"title": "T", "source": source, "language": "en"} | more))


def test_a_draft_is_its_writer_s_alone_and_leaves_no_entry(cast):
    statement = stage.drafted(cast)
    entries = db.session.query(Entry).count()
    keep_draft(statement, typed(), 0, actor=cast.alice)
    keep_draft(None, typed("Other"), 0, actor=cast.alice)
    assert drafts.own(cast.alice, statement).source == "Unfinished"
    assert drafts.own(cast.alice, None).source == "Other"
    assert drafts.own(cast.olga, statement) is None
    assert db.session.query(Entry).count() == entries


def test_a_second_device_is_told_and_neither_text_is_lost(cast):
    statement = stage.drafted(cast)
    first = keep_draft(statement, typed("From the desk"), 0, actor=cast.alice).version
    with pytest.raises(Stale) as refused:
        keep_draft(statement, typed("From the phone"), 0, actor=cast.alice)
    assert (refused.value.theirs, refused.value.version) == ("From the desk", first)
    assert drafts.own(cast.alice, statement).source == "From the desk"
    keep_draft(statement, typed("Both"), refused.value.version, actor=cast.alice)
    assert drafts.own(cast.alice, statement).source == "Both"


def test_saving_forgets_the_draft_it_came_from_and_nothing_newer(cast):
    statement = stage.drafted(cast)
    kept = keep_draft(statement, typed(), 0, actor=cast.alice).version
    keep_draft(statement, typed("Newer, from elsewhere"), kept, actor=cast.alice)
    drop_draft(statement, kept, actor=cast.alice)
    assert drafts.own(cast.alice, statement).source == "Newer, from elsewhere"
    drop_draft(statement, actor=cast.alice)
    assert drafts.own(cast.alice, statement) is None


def test_only_editors_keep_drafts_of_a_text(cast):
    statement = stage.drafted(cast)
    for stranger in (cast.bob, cast.olga):
        with pytest.raises(Forbidden):
            keep_draft(statement, typed(), 0, actor=stranger)


def test_what_no_database_keeps_is_refused(cast):
    with pytest.raises(Invalid):
        keep_draft(None, typed("a\x00b"), 0, actor=cast.bob)


def test_a_draft_of_a_text_one_may_not_read_any_more_is_not_named(app):
    cast = stage.cast("restricted")
    statement = stage.drafted(cast)
    keep_draft(statement, typed(), 0, actor=cast.alice)
    assert [row.title for row in drafts.waiting(cast.alice)] == ["On reporting"]
    db.session.query(SpaceMember).filter_by(member_id=cast.alice.id).delete()
    db.session.commit()
    assert drafts.waiting(cast.alice) == []
