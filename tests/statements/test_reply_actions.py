"""Replies under a comment: by whoever reads it, while the text is weighed; stubs for what is taken back."""

import pytest

from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Missing
from cop.statements import actions, drift, reply_queries
from cop.statements.reply_actions import reply, withdraw_reply
from tests.people import member
from tests.statements import stage
from tests.statements.test_notices import told


@pytest.fixture
def cast(app):
    return stage.cast()


@pytest.fixture
def remark(cast):
    return actions.comment(stage.consulted(cast), None, "Too long.", actor=cast.bob)


def test_members_who_read_reply_to_the_comment_and_to_each_other(cast, remark):
    first = reply(remark, "Which part?", actor=cast.carol)
    second = reply(remark, "The second.", first.seq, actor=cast.bob)
    assert [(r.seq, r.parent_seq, r.author) for r in reply_queries.replies(remark).rows] == [
        (1, None, "Carol"),
        (2, 1, "Bob"),
    ]
    assert (remark.replies, list(drift.drift())) == (2, [])
    assert (second.group_key, second.country) == (cast.bob.group_key, "MY")


def test_nobody_replies_in_a_space_that_is_closed_to_them(app):
    cast = stage.cast("restricted")
    remark = actions.comment(stage.consulted(cast), None, "Too long.", actor=cast.bob)
    with pytest.raises(Forbidden):
        reply(remark, "Let me in.", actor=member("Dan"))


def test_what_is_no_reply_is_refused(cast, remark):
    with pytest.raises(Invalid):
        reply(remark, " ", actor=cast.carol)
    with pytest.raises(Missing):
        reply(remark, "To whom?", 7, actor=cast.carol)
    actions.withdraw_comment(remark, actor=cast.bob)
    with pytest.raises(IllegalMove):
        reply(remark, "Late.", actor=cast.carol)


def test_its_author_alone_takes_a_reply_back_once(cast, remark):
    made = reply(remark, "Regretted.", actor=cast.carol)
    with pytest.raises(Forbidden):
        withdraw_reply(made, actor=cast.bob)
    withdraw_reply(made, actor=cast.carol)
    with pytest.raises(IllegalMove):
        withdraw_reply(made, actor=cast.carol)
    with pytest.raises(Missing):
        reply(remark, "To a stub.", made.seq, actor=cast.bob)


def test_a_decided_text_takes_no_replies(cast):
    statement = stage.balloted(cast)
    remark = actions.comment(statement, None, "During the ballot.", actor=cast.bob)
    for person in (cast.alice, cast.bob, cast.carol):
        stage.say(statement, person)
    stage.close(statement)
    with pytest.raises(IllegalMove):
        reply(remark, "Late.", actor=cast.carol)


def test_who_is_answered_hears_of_it_and_nobody_else(cast, remark):
    first = reply(remark, "Which part?", actor=cast.carol)
    assert set(told("comment_replied")) == {"Bob"}
    reply(remark, "The second.", first.seq, actor=cast.alice)
    found = told("comment_replied")
    assert set(found) == {"Bob", "Carol"}
    assert "The second." in found["Carol"]
    assert "/comments/1#reply-2" in found["Carol"]
    reply(remark, "My own.", actor=cast.bob)
    assert told("comment_replied") == {}
