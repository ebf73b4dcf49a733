"""Who gets a letter at each step, that every letter renders, what home shows, and what leaving takes along."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.calls import actions, clockwork, home, judging_actions, proposal_actions, queries
from cop.calls.feature import feature
from cop.calls.personal import PERSONAL
from cop.delivery.letters import as_read_by
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.members.models import Member
from tests.calls import story


@pytest.fixture
def cast(app):
    with app.test_request_context():
        yield story.Cast()


def letters():
    """(verb, what each letter says by the name of its reader) of the newest entry."""
    entry = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    told = {}
    for letter in feature.notices[entry.verb](entry) if feature.notices[entry.verb] else ():
        reader = db.session.get(Member, letter.to)
        mail = as_read_by(reader, "en", lambda r=reader, one=letter: feature.letters[one.kind](r, one))
        told[reader.name] = mail.text
    return entry.verb, told


def test_each_step_tells_those_it_concerns(cast):
    call = story.opened(cast)
    proposal, drafted = story.submitted(cast, call), story.begun(cast, call, cast.other)
    proposal_actions.withdraw_proposal(proposal, actor=cast.developer)
    verb, told = letters()
    assert (verb, set(told)) == ("proposal_withdrawn", {"Rosa"}) and proposal.title not in told["Rosa"]
    proposal_actions.submit_proposal(proposal, actor=cast.developer)
    assert set(letters()[1]) == {"Rosa"}
    actions.extend_call(call, call.closes + story.DAY, actor=cast.regulator)
    verb, told = letters()
    assert set(told) == {"Dev", "Dana"} and "(Singapore)" in told["Dana"]
    with clock.at(call.closes - timedelta(days=2)):
        clockwork.remind_due(clock.now())
        assert set(letters()[1]) == {"Dana"}
        assert [one.title for one in home.awaiting(cast.other, clock.now())] == [call.title]
        clockwork.remind_due(clock.now())
    assert db.session.query(Entry).filter_by(verb="call_reminded").count() == 1
    with clock.at(call.closes):
        clockwork.close_due(clock.now())
        assert letters()[0] == "call_closed" and set(letters()[1]) == {"Rosa", "Rami"}
        judging_actions.rate_proposal(proposal, 4, "Sound.", actor=cast.reviewer)
        judging_actions.shortlist_proposal(proposal, actor=cast.regulator)
        assert set(letters()[1]) == {"Dev"}
        judging_actions.decline_proposal(proposal, "Another one is nearer.", actor=cast.regulator)
        assert "Another one is nearer." in letters()[1]["Dev"]
    assert drafted.standing == "draft"


def test_home_names_what_waits_and_nothing_to_an_officer(cast):
    call = story.opened(cast)
    proposal = story.submitted(cast, call)
    assert not list(home.awaiting(cast.reviewer, clock.now()))
    with story.later():
        now = clock.now()
        waits = {one.name: len(list(home.awaiting(one, now))) for one in vars(cast).values()}
        assert waits == {"Rosa": 1, "Rami": 1, "Dev": 0, "Dana": 0, "Ines": 0, "Oda": 0}
        judging_actions.leave_to_others(proposal, actor=cast.reviewer)
        assert not list(home.awaiting(cast.reviewer, now))


def test_a_withdrawn_call_says_why(cast):
    call = story.opened(cast)
    story.submitted(cast, call)
    actions.withdraw_call(call, "The money went.", actor=cast.regulator)
    assert "The money went." in letters()[1]["Dev"]


def test_who_leaves_takes_undecided_proposals_and_hands_calls_on(cast):
    call = story.opened(cast)
    proposal = story.submitted(cast, call)
    rows = {one.table.name: list(one.own(cast.developer)) for one in PERSONAL}
    assert rows["proposals"][0]["answers"][0] == {"name": "Sensitivity", "value": "93", "note": ""}
    with transaction():
        for one in PERSONAL:
            one.erase and one.erase(cast.developer, False, clock.now())
            one.erase and one.erase(cast.regulator, False, clock.now())
    db.session.expire_all()
    assert (proposal.standing, proposal.product, proposal.answers) == ("withdrawn", "", [])
    assert call.state == "withdrawn" and queries.received(call) == 0
