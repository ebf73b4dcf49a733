"""What becomes of a request: approved, refused, asked about; by whom, and how often."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.admission import actions, steward_actions
from cop.admission.models import Question
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, SignInNeeded
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.members.models import Decision, Visitor
from tests.people import administrator, member, officer


def applicant(name="Nina", group="professionals", **more):
    return member(name, group, "ID", state="awaiting", active_at=None, **more)


def steward(name="Stella", group="professionals", approves=True, by=None):
    one = member(name, group, "MY")
    steward_actions.name_steward(one, approves, actor=by or officer(f"Officer of {name}"))
    return one


def asked(nina, words="Where do you work?", by=None) -> tuple[Question, str]:
    question = actions.ask(nina, words, actor=by or officer(f"Olga {words}"))
    return question, actions.make_question_link(question, actor=SYSTEM)


def test_an_officer_approves_once(app):
    nina, olga = applicant(), officer()
    actions.approve(nina, actor=olga)
    assert nina.state == "active"
    assert nina.active_at is not None
    decided = db.session.scalars(select(Decision)).one()
    assert (decided.move, decided.by_id) == ("approve", olga.id)
    with pytest.raises(IllegalMove):
        actions.approve(nina, actor=olga)


def test_a_request_whose_address_is_not_confirmed_is_not_approved(app):
    with pytest.raises(IllegalMove):
        actions.approve(member("Nina", state="registered"), actor=officer())


def test_a_refusal_keeps_its_reason(app):
    nina = applicant()
    actions.refuse(nina, "Please ask with an address at work.", actor=officer())
    assert nina.state == "refused"
    assert db.session.scalars(select(Decision)).one().reason == "Please ask with an address at work."


@pytest.mark.parametrize("who", [member, administrator, lambda: officer(state="suspended")])
def test_nobody_but_officers_decides(app, who):
    nina, other = applicant(), who()
    for decide in (
        lambda: actions.approve(nina, actor=other),
        lambda: actions.refuse(nina, "", actor=other),
    ):
        with pytest.raises(Forbidden):
            decide()
    with pytest.raises(SignInNeeded):
        actions.approve(nina, actor=Visitor())
    assert nina.state == "awaiting"


def test_a_steward_who_may_approves_the_own_group_alone(app):
    stella = steward()
    nina, rita = applicant(), applicant("Rita", "regulators")
    actions.approve(nina, actor=stella)
    assert nina.state == "active"
    with pytest.raises(Forbidden):
        actions.approve(rita, actor=stella)
    with pytest.raises(Forbidden):
        actions.refuse(applicant("Nora"), "No.", actor=stella)


def test_a_steward_approves_only_where_the_secretariat_lets_them(app):
    olga = officer()
    stella, nina = steward(approves=False, by=olga), applicant()
    with pytest.raises(Forbidden):
        actions.approve(nina, actor=stella)
    held = db.session.scalars(select(steward_actions.Steward)).one()
    steward_actions.let_approve(held, True, actor=olga)
    actions.approve(nina, actor=stella)
    steward_actions.let_approve(held, False, actor=olga)
    with pytest.raises(Forbidden):
        actions.approve(applicant("Nora"), actor=stella)


@pytest.mark.parametrize("ends", ["ended", "moved", "suspended"])
def test_who_is_no_steward_any_more_decides_nothing(app, ends):
    stella = steward()
    held = db.session.scalars(select(steward_actions.Steward)).one()
    if ends == "ended":
        steward_actions.end_steward(held, actor=officer())
    elif ends == "moved":
        stella.group_key = "regulators"
    else:
        stella.state = "suspended"
    db.session.commit()
    for group in ("professionals", "regulators"):
        with pytest.raises((Forbidden, SignInNeeded)):
            actions.approve(applicant(f"Nina {group}", group), actor=stella)


def test_a_member_is_a_steward_of_a_group_once(app):
    stella = steward()
    with pytest.raises(IllegalMove):
        steward_actions.name_steward(stella, True, actor=officer())
    with pytest.raises(Forbidden):
        steward_actions.name_steward(member(), True, actor=stella)


def test_rounds_of_questions_are_kept(app):
    nina = applicant()
    _question, raw = asked(nina)
    actions.answer(raw, "At District Hospital 9.", actor=Visitor())
    _second, raw = asked(nina, "Since when?")
    actions.answer(raw, "Since May.", actor=Visitor())
    kept = list(db.session.scalars(select(Question).order_by(Question.id)))
    assert [(q.words, q.answer) for q in kept] == [
        ("Where do you work?", "At District Hospital 9."),
        ("Since when?", "Since May."),
    ]
    assert nina.state == "awaiting"


def test_an_answer_is_taken_once(app):
    _question, raw = asked(applicant())
    actions.answer(raw, "Here.", actor=Visitor())
    with pytest.raises(IllegalMove):
        actions.answer(raw, "There.", actor=Visitor())


def test_another_question_makes_the_link_before_dead(app):
    nina = applicant()
    first, old = asked(nina)
    asked(nina, "Since when?")
    with pytest.raises(IllegalMove):
        actions.answer(old, "Here.", actor=Visitor())
    assert first.withdrawn_at is not None


@pytest.mark.parametrize("end", ["approve", "refuse", "late"])
def test_an_answer_that_comes_too_late_is_refused(app, end):
    nina, olga = applicant(), officer()
    _question, raw = asked(nina)
    if end == "approve":
        actions.approve(nina, actor=olga)
    elif end == "refuse":
        actions.refuse(nina, "No.", actor=olga)
    with clock.at(clock.now() + timedelta(days=15 if end == "late" else 0)), pytest.raises(IllegalMove):
        actions.answer(raw, "Here.", actor=Visitor())


@pytest.mark.parametrize("state", ["registered", "active", "refused", "suspended"])
def test_only_who_waits_is_asked(app, state):
    with pytest.raises(IllegalMove):
        actions.ask(member("Nina", state=state), "Who are you?", actor=officer())


def test_the_ledger_holds_no_word_of_question_and_answer(app):
    _question, raw = asked(applicant(), "Which ward?")
    actions.answer(raw, "The seventh.", actor=Visitor())
    told = " ".join(f"{e.subject} {e.facts}" for e in db.session.scalars(select(Entry)))
    assert not [word for word in ("ward", "seventh") if word in told]
