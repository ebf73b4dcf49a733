"""Who hears of a statement, and whether the letter can still be written when it is sent."""

import pytest
from flask import current_app

from cop.delivery import letters, queueing
from cop.kernel import clock, outbox
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.members.models import Member
from cop.statements import actions
from cop.statements.rules import Disposition
from tests.people import member, space
from tests.statements import stage


@pytest.fixture
def cast(app):
    return stage.cast()


def told(verb) -> dict[str, str]:
    """Who got a letter of the last entry with that verb: {name: subject}, as it is written now."""
    entry = db.session.query(Entry).filter_by(verb=verb).order_by(Entry.id.desc()).first()
    queueing.put_notices({"entry": entry.id}, clock.now())
    found = {}
    for item in db.session.query(outbox.Item).filter_by(kind="mail").order_by(outbox.Item.id):
        if item.payload["entry"] == entry.id:
            reader = db.session.get(Member, item.payload["to"])
            about = letters.Letter(item.payload["kind"], reader.id, item.payload["about"], entry.id)
            compose = current_app.extensions["cop"].letters[about.kind]
            mail = letters.as_read_by(reader, reader.language, lambda: compose(reader, about))  # noqa: B023
            if mail:
                found[reader.name] = f"{mail.subject}\n{mail.text}"
    return found


def test_a_consultation_is_told_to_all_who_may_read_but_who_opened_it(cast):
    member("Dan")
    stage.consulted(cast)
    found = told("consultation_opened")
    assert set(found) == {"Bob", "Carol", "Dan", "Olga", "Oscar"}
    assert "All of it." in found["Bob"]
    assert "http://127.0.0.1:8000/statements/on-reporting" in found["Bob"]


def test_a_restricted_space_keeps_its_consultation_to_itself(app):
    cast = stage.cast("restricted")
    member("Dan")
    stage.consulted(cast)
    assert set(told("consultation_opened")) == {"Bob", "Carol"}


def test_a_consultation_that_is_over_is_not_announced(cast):
    stage.revising(cast)
    assert told("consultation_opened") == {}


def test_who_commented_reads_the_answer(cast):
    statement = stage.consulted(cast)
    remark = actions.comment(statement, None, "Hm.", actor=cast.bob)
    actions.dispose(remark, Disposition.ACCEPTED_IN_PART, "Half of it.", actor=cast.alice)
    found = told("comment_disposed")
    assert set(found) == {"Bob"}
    assert "Accepted in part" in found["Bob"]
    assert "Half of it." in found["Bob"]
    assert "/statements/on-reporting/comments/1" in found["Bob"]


def test_an_editor_is_not_told_of_their_own_answer(cast):
    statement = stage.consulted(cast)
    remark = actions.comment(statement, None, "To myself.", actor=cast.alice)
    actions.dispose(remark, Disposition.ACCEPTED, "Yes.", actor=cast.alice)
    assert told("comment_disposed") == {}


def test_an_answer_that_was_replaced_or_withdrawn_from_is_not_sent(cast):
    statement = stage.consulted(cast)
    remark = actions.comment(statement, None, "Hm.", actor=cast.bob)
    actions.dispose(remark, Disposition.ACCEPTED, "Yes.", actor=cast.alice)
    actions.withdraw_comment(remark, actor=cast.bob)
    assert told("comment_disposed") == {}


def test_publication_is_told_to_the_space(cast):
    space("elsewhere", "restricted")
    statement = stage.published(cast)
    found = told("statement_published")
    assert set(found) == {"Alice", "Bob", "Carol", "Oscar"}
    assert statement.number in found["Bob"]
