"""From the ballot to publication and after: what the secretariat may do, when, and with whom."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from cop.ballots import objection_actions, records
from cop.ballots import queries as ballots
from cop.ballots.kept import Opening
from cop.ballots.objections import Disposition as Answered
from cop.ballots.terms import Stance
from cop.kernel import clock, refs
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Refused, Stale
from cop.kernel.ledger import Entry
from cop.members.models import Member, Visitor
from cop.statements import actions, comment_queries, moving_actions, queries
from cop.statements.drift import drift
from cop.statements.models import Statement
from cop.statements.rules import State
from cop.statements.saying import said
from tests.people import administrator, member
from tests.statements import stage


@pytest.fixture
def cast(app):
    return stage.cast()


@pytest.fixture
def request_context(app):
    with app.test_request_context():
        yield


@pytest.fixture
def objected(cast):
    """A text adopted though Bob objects: five more of his group endorse it."""
    for n in range(5):
        member(f"Dev {n}", "professionals", "MY")
    statement = stage.balloted(cast)
    stage.say(statement, cast.bob, Stance.OBJECT, stage.OBJECTION)
    stage.say(statement, cast.carol, Stance.RESERVE, stage.RESERVATION)
    stage.say(statement, cast.alice)
    for one in db.session.query(Member).filter(Member.name.startswith("Dev ")):
        stage.say(statement, one)
    stage.close(statement)
    assert statement.stands is State.ADOPTED
    return statement


def seat_of(statement, person):
    return ballots.seat_of(ballots.latest(statement.ref), person).number


def answer(statement, cast, **more):
    ballot = ballots.latest(statement.ref)
    by = more.pop("actor", cast.alice)
    return objection_actions.answer_objection(
        ballot, seat_of(statement, cast.bob), Answered.NOT_ACCEPTED, "Ten is the law.", actor=by, **more
    )


# --- opening --------------------------------------------------------------------------------------------


def test_what_opens_is_what_was_shown(cast):
    statement = stage.revising(cast)
    with pytest.raises(Stale):
        moving_actions.open_ballot(
            statement, stage.ConsensusRule(), clock.now() + timedelta(hours=80), "0" * 64, actor=cast.olga
        )
    assert (statement.stands, statement.ballot_id) == (State.REVISING, None)


def test_only_officers_open_publish_and_shelve(cast):
    revising, adopted = stage.revising(cast), stage.adopted(cast, title="Other")
    for actor in (cast.alice, cast.bob, administrator()):
        for act in (
            lambda a: moving_actions.open_ballot(revising, stage.ConsensusRule(), clock.now(), "", actor=a),
            lambda a: moving_actions.publish(adopted, actor=a),
            lambda a: moving_actions.shelve(revising, "So.", actor=a),
            lambda a: moving_actions.withdraw_adoption(adopted, "So.", actor=a),
        ):
            with pytest.raises(Forbidden):
                act(actor)


def test_a_second_ballot_cannot_open_beside_the_first(cast):
    statement = stage.balloted(cast)
    with pytest.raises(IllegalMove):
        stage.open_ballot(cast, statement)


# --- what a ballot leaves behind --------------------------------------------------------------------------


def test_a_ballot_that_failed_leaves_its_words_to_be_answered(cast, request_context):
    statement = stage.failed(cast)
    found = [said(row, statement) for row in comment_queries.comments(statement).rows]
    assert [(one["about"], one["waits"]) for one in found] == [
        ("Clause 2 of revision 1", True),
        ("Clause 3 of revision 1", True),
    ]
    assert "Not everywhere." in found[0]["html"]
    assert "Too long." in found[1]["html"]
    assert "Five days." in found[1]["html"]
    assert "Bob, Organisation of Bob · Healthcare professionals, Malaysia" in found[1]["who"]


def test_words_that_a_record_no_longer_keeps_are_not_shown(cast, request_context):
    statement = stage.failed(cast)
    left = comment_queries.comment(cast.alice, statement.slug, 2)
    with transaction():
        db.session.delete(db.session.get(Opening, left.note))
    shown = said(comment_queries.shown(left), statement)
    assert "erased" in shown["html"]
    assert "Too long." not in shown["html"]


def test_a_silent_failure_leaves_nothing(cast):
    statement = stage.balloted(cast)
    stage.close(statement)
    assert (statement.stands, statement.waiting) == (State.NOT_ADOPTED, 0)


def test_who_reserved_may_withdraw_the_comment_that_is_left(cast):
    statement = stage.failed(cast)
    left = comment_queries.comment(cast.carol, statement.slug, 1)
    actions.withdraw_comment(left, actor=cast.carol)
    assert statement.waiting == 1


# --- publishing -------------------------------------------------------------------------------------------


def test_an_open_objection_keeps_a_statement_from_publication(cast, objected):
    with pytest.raises(IllegalMove, match="editors must answer"):
        moving_actions.publish(objected, actor=cast.olga)
    for actor in (cast.bob, administrator()):
        with pytest.raises(Forbidden):
            answer(objected, cast, actor=actor)
    answer(objected, cast)
    with pytest.raises(IllegalMove, match="seven days"):
        moving_actions.publish(objected, actor=cast.olga)
    objection_actions.maintain_objection(ballots.latest(objected.ref), actor=cast.bob)
    moving_actions.publish(objected, actor=cast.olga)
    assert objected.stands is State.PUBLISHED


def test_an_answered_objection_lapses_after_seven_days_without_any_scheduler(cast, objected):
    answered = answer(objected, cast)
    later = max(answered.at, ballots.latest(objected.ref).ended_at) + timedelta(days=7)
    with pytest.raises(IllegalMove):
        moving_actions.publish(objected, actor=cast.olga, now=later - timedelta(seconds=1))
    moving_actions.publish(objected, actor=cast.olga, now=later)
    kinds = [event.kind for event in records.events(ballots.latest(objected.ref))]
    assert kinds[-1] == "objection_lapsed"


def test_no_reply_counts_after_publication(cast, objected):
    answer(objected, cast)
    ballot = ballots.latest(objected.ref)
    moving_actions.publish(objected, actor=cast.olga, now=ballot.ended_at + timedelta(days=30))
    with pytest.raises(IllegalMove, match="published"):
        objection_actions.resolve_objection(ballot, actor=cast.bob)


def test_numbers_count_by_the_year_of_utc(cast):
    years = []
    for title, at in (
        ("A", datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("B", datetime(2028, 1, 1, tzinfo=UTC)),
        ("C", datetime(2028, 6, 1, tzinfo=UTC)),
    ):
        statement = stage.adopted(cast, title=title)
        years.append(moving_actions.publish(statement, actor=cast.olga, now=at).number)
    assert years == ["JS-2027-001", "JS-2028-001", "JS-2028-002"]


def test_two_publish_at_once_and_the_numbers_have_no_gap(app, cast):
    ids = [stage.adopted(cast, title=f"T{n}").id for n in range(6)]
    gate, failures, olga = threading.Barrier(len(ids)), [], cast.olga.id

    def go(id):
        with app.app_context():
            gate.wait()
            try:
                officer = db.session.get(Member, olga)
                moving_actions.publish(db.session.get(Statement, id), actor=officer)
            except Refused as error:
                failures.append(error)
            finally:
                db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=go, args=(id,)) for id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    numbers = sorted(db.session.query(Statement.number).filter(Statement.id.in_(ids)))
    assert [number[-3:] for (number,) in numbers] == ["001", "002", "003", "004", "005", "006"]


def test_a_refused_publication_gives_its_number_back(cast, objected):
    with pytest.raises(IllegalMove):
        moving_actions.publish(objected, actor=cast.olga)
    answer(objected, cast)
    later = ballots.latest(objected.ref).ended_at + timedelta(days=9)
    assert moving_actions.publish(objected, actor=cast.olga, now=later).number.endswith("-001")


# --- withdrawing an adoption --------------------------------------------------------------------------------


def test_it_takes_two_officers_to_withdraw_an_adoption(cast, objected):
    assert not moving_actions.withdraw_adoption(objected, "A seat was counted twice.", actor=cast.olga)
    with pytest.raises(Forbidden, match="Another officer"):
        moving_actions.withdraw_adoption(objected, "Again.", actor=cast.olga)
    with pytest.raises(IllegalMove, match="proposed to withdraw"):
        moving_actions.publish(objected, actor=cast.oscar)
    assert moving_actions.withdraw_adoption(objected, "", actor=cast.oscar)
    last = queries.passages(objected)[-1]
    assert (objected.stands, last.reason) == (State.REVISING, "A seat was counted twice.")
    assert (last.proposed_by, last.member_id) == (cast.olga.id, cast.oscar.id)
    assert objected.waiting == 2, "what was reserved and objected is answered before the next ballot"
    assert list(drift()) == []


def test_a_withdrawal_has_a_reason_and_can_be_dropped(cast):
    statement = stage.adopted(cast)
    with pytest.raises(Invalid):
        moving_actions.withdraw_adoption(statement, " ", actor=cast.olga)
    moving_actions.withdraw_adoption(statement, "Because.", actor=cast.olga)
    moving_actions.drop_unadoption(statement, actor=cast.oscar)
    with pytest.raises(IllegalMove):
        moving_actions.drop_unadoption(statement, actor=cast.oscar)
    moving_actions.publish(statement, actor=cast.olga)


# --- setting aside, replacing, withdrawing --------------------------------------------------------------------


def test_a_text_is_set_aside_and_taken_up_with_reasons(cast):
    statement = stage.drafted(cast)
    with pytest.raises(Invalid):
        moving_actions.shelve(statement, "", actor=cast.olga)
    moving_actions.shelve(statement, "Nobody has time.", actor=cast.olga)
    assert statement.stands is State.SHELVED
    moving_actions.shelve(statement, "Now they have.", actor=cast.oscar)
    assert statement.stands is State.REVISING
    assert [p.reason for p in queries.passages(statement)] == ["Nobody has time.", "Now they have."]


def test_a_statement_is_replaced_by_a_published_one(cast, request_context):
    old, new, draft = (
        stage.published(cast),
        stage.published(cast, title="New one"),
        stage.drafted(cast, title="D"),
    )
    for wrong in (old, draft):
        with pytest.raises(Invalid) as refused:
            moving_actions.supersede(old, wrong, actor=cast.olga)
        assert refused.value.field == "successor"
    moving_actions.supersede(old, new, actor=cast.olga)
    assert (old.stands, old.successor_id, old.number[-3:]) == (State.SUPERSEDED, new.id, "001")
    assert [(kind, found.ref) for kind, found in refs.linked(old.ref, Visitor())] == [("supersedes", new.ref)]
    with pytest.raises(IllegalMove):
        moving_actions.withdraw(old, "So.", actor=cast.olga)


def test_a_published_statement_is_withdrawn_for_a_reason(cast):
    statement = stage.published(cast)
    moving_actions.withdraw(statement, "The device is no longer sold.", actor=cast.olga)
    assert (statement.stands, statement.is_public) == (State.WITHDRAWN, True)


def test_every_move_is_in_the_ledger(cast):
    statement = stage.published(cast)
    verbs = [v for (v,) in db.session.query(Entry.verb).filter_by(subject=statement.ref).order_by(Entry.id)]
    assert verbs == [
        "statement_drafted",
        "consultation_opened",
        "consultation_closed",
        "statement_put_to_ballot",
        "statement_decided",
        "statement_published",
    ]


def test_the_frozen_text_is_the_revision_s(cast):
    statement = stage.balloted(cast)
    ballot = ballots.latest(statement.ref)
    assert (ballot.source, ballot.title) == (queries.current(statement).source, statement.title)
