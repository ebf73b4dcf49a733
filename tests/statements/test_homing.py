"""What waits for whom: comments and objections for editors, adoptions for officers, consultations for members."""

import pytest

from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.members.models import Visitor
from cop.statements import actions, homing, moving_actions
from tests.people import member
from tests.statements import stage

OFFERS = (homing.to_editors, homing.objections, homing.to_officers, homing.consultations)


@pytest.fixture
def cast(app):
    with app.test_request_context():
        yield stage.cast()


def waits(viewer) -> list[str]:
    return [one.kind for offer in OFFERS for one in offer(viewer, clock.now())]


def test_a_consultation_waits_until_one_has_commented(cast):
    statement = stage.consulted(cast)
    assert (waits(cast.alice), waits(cast.bob)) == ([], ["Consultation"])
    actions.comment(statement, None, "Hm.", actor=cast.bob)
    assert (waits(cast.alice), waits(cast.bob)) == (["Comments to answer"], [])


def test_a_consultation_of_a_closed_space_waits_for_its_people_alone(app):
    with app.test_request_context():
        cast = stage.cast("restricted")
        stage.consulted(cast)
        assert (waits(cast.bob), waits(member("Dan"))) == (["Consultation"], [])


def test_a_failed_ballot_waits_for_the_editors(cast):
    stage.failed(cast)
    assert (waits(cast.alice), waits(cast.bob), waits(cast.olga)) == (["Statement not adopted"], [], [])


def test_an_adopted_text_waits_for_officers_and_its_objections_for_editors(cast):
    others = [member(f"Dev {n}", "professionals", "MY") for n in range(5)]
    statement = stage.balloted(cast)
    stage.say(statement, cast.bob, Stance.OBJECT, stage.OBJECTION)
    for one in (cast.alice, cast.carol, *others):
        stage.say(statement, one)
    stage.close(statement)
    assert (waits(cast.alice), waits(cast.olga)) == (["Objections to answer"], ["Statement to publish"])


def test_news_and_front_show_what_each_may_see(cast):
    stage.consulted(cast)
    shown = stage.published(cast, title="Open")
    assert {one.title for one in homing.news(cast.bob, clock.now())} == {"On reporting", "Open"}
    assert [one.title for one in homing.news(Visitor(), clock.now())] == ["Open"]
    front = homing.front(clock.now())
    assert ([row.side for row in front.rows], front.figure) == ([shown.number], 1)
    moving_actions.withdraw(shown, "Gone.", actor=cast.olga)
    assert homing.front(clock.now()).rows == ()
