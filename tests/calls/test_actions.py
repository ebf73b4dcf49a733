"""Calls and proposals from the first draft to the pilot."""

import pytest

from cop.calls import actions, judging_actions, permits, proposal_actions, queries
from cop.calls.rules import Offered, Part
from cop.kernel import clock, refs
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.members import interest_actions
from cop.members.interest_actions import Declared
from cop.members.interest_rules import About, Nature
from tests.calls import story


@pytest.fixture
def cast(app):
    with app.test_request_context():
        yield story.Cast()


def test_who_may_call_and_who_may_answer(cast):
    assert [permits.may_begin(one) for one in (cast.regulator, cast.institution)] == [True, True]
    assert not any(map(permits.may_begin, (cast.developer, cast.reviewer, cast.officer)))
    call = story.opened(cast)
    assert permits.may_propose(cast.developer, call) and permits.may_propose(cast.institution, call)
    assert not any(permits.may_propose(one, call) for one in (cast.regulator, cast.reviewer, cast.officer))
    assert (call.body, call.body_kind) == ("Authority", "regulator")
    assert story.draft(cast, cast.institution).body == "Organisation of Ines"


def test_a_call_is_published_whole_and_then_stays(cast):
    call = story.draft(cast, problem="", offer="")
    with pytest.raises(IllegalMove) as refused:
        actions.publish_call(call, actor=cast.regulator)
    assert refused.value.values["what"] == ["The problem", "What a trial there offers"]
    with pytest.raises(Stale) as stale:
        actions.edit_call(call, story.written(), 1, actor=cast.regulator)
    actions.edit_call(call, story.written(), stale.value.version, actor=cast.regulator)
    actions.publish_call(call, actor=cast.regulator)
    with pytest.raises(IllegalMove, match="stays as it is"):
        actions.edit_call(call, story.written(), call.version, actor=cast.regulator)
    with pytest.raises(IllegalMove):
        actions.want_no_more(call.profile[0], actor=cast.regulator)


def test_a_call_is_only_ever_open_for_longer(cast):
    call = story.opened(cast)
    with pytest.raises(Invalid, match="longer"):
        actions.extend_call(call, call.closes, actor=cast.regulator)
    actions.extend_call(call, call.closes + story.DAY, actor=cast.regulator)
    with story.later(22), pytest.raises(IllegalMove):
        actions.extend_call(call, call.closes + 9 * story.DAY, actor=cast.regulator)


def test_people_of_a_call_are_neither_officers_nor_proposers(cast):
    call = story.opened(cast)
    story.begun(cast, call)
    for person, why in ((cast.officer, "office"), (cast.developer, "wrote"), (cast.reviewer, "already")):
        with pytest.raises(Invalid, match=why):
            actions.name_person(call, person.slug, Part.TEAM, actor=cast.regulator)
    actions.remove_person(call, cast.reviewer.id, actor=cast.regulator)
    assert call.judges == {cast.regulator.id}


def seen(call, *who):
    return [len(queries.proposals(one, call)) for one in who]


def test_a_proposal_is_its_authors_then_the_teams_then_the_reviewers(cast):
    call = story.opened(cast)
    everyone = (cast.developer, cast.regulator, cast.reviewer, cast.other, cast.officer)
    proposal = story.begun(cast, call)
    assert seen(call, *everyone) == [1, 0, 0, 0, 0]
    proposal_actions.submit_proposal(proposal, actor=cast.developer)
    assert seen(call, *everyone) == [1, 1, 0, 0, 0]
    with story.later():
        assert seen(call, *everyone) == [1, 1, 1, 0, 0]
        proposal_actions.withdraw_proposal(proposal, actor=cast.developer)
        assert seen(call, *everyone) == [1, 0, 0, 0, 0]


def test_what_is_submitted_is_whole_and_can_change_until_the_closing(cast):
    call = story.opened(cast)
    proposal = story.begun(cast, call, sensitivity="", evidence="")
    with pytest.raises(IllegalMove) as refused:
        proposal_actions.submit_proposal(proposal, actor=cast.developer)
    assert refused.value.values["what"] == ["Evidence so far", "Sensitivity"]
    answers = {line.id: ("94", "") for line in call.profile}
    whole = Offered(**story.OFFERED, answers=answers)
    proposal_actions.edit_proposal(proposal, whole, 1, actor=cast.developer)
    proposal_actions.submit_proposal(proposal, actor=cast.developer)
    with pytest.raises(IllegalMove):
        proposal_actions.edit_proposal(proposal, Offered("T"), 3, actor=cast.developer)
    db.session.expire_all()
    assert proposal.approach and {one.value for one in proposal.answers} == {"94"}
    with pytest.raises(Invalid, match="digits"):
        story.begun(cast, call, sensitivity="about 90")
    with story.later(), pytest.raises(IllegalMove, match="while the call is open"):
        proposal_actions.edit_proposal(proposal, whole, proposal.version, actor=cast.developer)


def test_ratings_wait_for_the_closing(cast):
    proposal = story.submitted(cast, story.opened(cast))
    with pytest.raises(IllegalMove, match="from the closing on"):
        judging_actions.rate_proposal(proposal, 5, "Early.", actor=cast.regulator)


INTERESTS = [
    Declared(About.COMPANY, "lumen laboratory", Nature.OWNERSHIP, clock.datetime(2020, 1, 1).date()),
    Declared(About.PRODUCT, "Nightreader", Nature.FUNDING, clock.datetime(2020, 1, 1).date()),
    Declared(About.COMPANY, "Organisation of Dev", Nature.FAMILY, clock.datetime(2020, 1, 1).date()),
]


@pytest.mark.parametrize("declared", INTERESTS, ids=("developer", "product", "proposer"))
def test_who_declared_an_interest_neither_rates_nor_decides(cast, declared):
    proposal = story.submitted(cast, story.opened(cast))
    interest_actions.declare(cast.regulator, declared, actor=cast.regulator)
    with story.later():
        for act in (lambda: judging_actions.rate_proposal(proposal, 5, "Mine.", actor=cast.regulator),
                    lambda: judging_actions.decline_proposal(proposal, "No.", actor=cast.regulator)):  # fmt: skip
            with pytest.raises(Forbidden, match="interest in"):
                act()


def test_a_colleague_of_the_proposer_does_not_rate(cast):
    cast.reviewer.organisation_id = cast.developer.organisation_id
    db.session.commit()
    proposal = story.submitted(cast, story.opened(cast))
    with story.later(), pytest.raises(Forbidden):
        judging_actions.rate_proposal(proposal, 5, "Ours.", actor=cast.reviewer)


def test_a_rating_of_who_declares_an_interest_later_counts_no_more(cast):
    proposal = story.submitted(cast, story.opened(cast))
    with story.later():
        judging_actions.rate_proposal(proposal, 5, "Good.", actor=cast.reviewer)
        interest_actions.declare(cast.reviewer, INTERESTS[0], actor=cast.reviewer)
        with pytest.raises(IllegalMove, match="Nobody without an interest"):
            judging_actions.shortlist_proposal(proposal, actor=cast.regulator)
        judging_actions.rate_proposal(proposal, 3, "Fair.", actor=cast.regulator)
        judging_actions.shortlist_proposal(proposal, actor=cast.regulator)
        assert proposal.standing == "shortlisted"


def test_what_one_left_to_others_stays_left(cast):
    proposal = story.submitted(cast, story.opened(cast))
    with story.later():
        judging_actions.leave_to_others(proposal, actor=cast.reviewer)
        with pytest.raises(Forbidden, match="left"):
            judging_actions.rate_proposal(proposal, 5, "After all.", actor=cast.reviewer)


def test_a_chosen_proposal_becomes_a_draft_pilot_of_its_author(cast):
    proposal = story.shortlisted(cast)
    with story.later():
        with pytest.raises(IllegalMove, match="Still undecided"):
            actions.conclude_call(proposal.call, actor=cast.regulator)
        pilot = judging_actions.choose_proposal(proposal, "It fits.", actor=cast.regulator)
        actions.conclude_call(proposal.call, actor=cast.regulator)
    assert (pilot.lead_id, [t.country for t in pilot.tracks]) == (cast.developer.id, ["SG"])
    known = {
        "function": "services",
        "application": "clinics",
        "setting": "Twelve hospitals.",
        "interests": "none",
    }
    assert (pilot.title, pilot.summary, pilot.answers) == (proposal.title, proposal.summary, known)
    assert pilot.product_version.product.developer == "Lumen Laboratory"
    ends = {one.ref for _kind, one in refs.linked(pilot.ref, cast.developer)}
    assert ends == {proposal.call.ref, proposal.ref}
    assert {one.ref for _kind, one in refs.linked(proposal.ref, cast.developer)} == {pilot.ref}
    assert refs.linked(proposal.ref, cast.regulator) == []  # a draft pilot is its team's alone


def test_a_proposal_whose_author_left_is_not_chosen(cast):
    proposal = story.shortlisted(cast)
    cast.developer.state = "left"
    db.session.commit()
    with story.later(), pytest.raises(IllegalMove, match="takes part no more"):
        judging_actions.choose_proposal(proposal, "It fits.", actor=cast.regulator)
