"""Leaving: the person is found nowhere any more, and what the community decided still holds."""

import json
from datetime import date

import pytest
from sqlalchemy import delete, select

from cop.ballots import passing, queries, records
from cop.ballots.bundle import Audience
from cop.ballots.interests import Concern
from cop.ballots.seats import Delegation, Seat
from cop.ballots.terms import Stance
from cop.delivery.transport import SentMail
from cop.discussions import actions as posting
from cop.discussions.models import PostRevision
from cop.kernel import clock, ledger, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove
from cop.kernel.permits import SYSTEM
from cop.kernel.text import write
from cop.meetings.company import actions as company_actions
from cop.meetings.company.rules import Answer
from cop.meetings.series import actions as meetings
from cop.meetings.series.models import Occurrence
from cop.members import account_actions, interest_actions, office_actions, sign_in_actions
from cop.members.interest_actions import Declared
from cop.members.interest_models import Interest
from cop.members.interest_rules import About, Nature
from cop.members.models import Address, Credential, Member, Session
from cop.members.rules import RESET, Edited
from cop.privacy import leaving_actions
from tests.ballots.stage import opened_in, say
from tests.discussions import story
from tests.meetings.story import PLAN
from tests.members.conftest import with_password
from tests.people import administrator, member, officer, sign_in, space
from tests.privacy.traces import traces

NAME = "Qzelda Zquist"
WORDS = ("qzelda", "zquist")


@pytest.fixture
def zelda(app):
    """Somebody who has done a little of everything."""
    one = with_password(member(NAME, "regulators", "SG", regulates="SG", why="I am Qzelda."))
    with transaction():
        one.mandates[0].evidence = "Letter that names Qzelda"
    return one


@pytest.fixture
def forum(zelda):
    return space("forum")


def leave(person, words=False):
    leaving_actions.leave(person, words, actor=person)


def busy(zelda, forum):
    """She talks, edits, answers an invitation, declares interests, asks for another group and a new password."""
    olga = officer()
    thread = story.thread(member("Bob"), forum)
    post = story.answer(zelda, thread, "I am Qzelda and I said it.")
    posting.edit_post(post, write("I said it."), "en", False, post.version, actor=zelda)
    meeting = meetings.schedule(forum, PLAN, actor=olga, now=clock.now())
    company_actions.respond(meeting, Answer.yes, "Qzelda is late", actor=zelda)
    declared = Declared(About.COMPANY, "Acme", Nature.OWNERSHIP, date(2024, 1, 1))
    interest_actions.declare(zelda, declared, actor=zelda)
    account_actions.ask_change(zelda, "institutions", "SG", "Qzelda moved.", actor=zelda)
    sign_in_actions.make_link(zelda.addresses[0], RESET, actor=SYSTEM)
    office_actions.suspend(zelda, "Qzelda asked.", actor=olga)
    office_actions.reinstate(zelda, "Qzelda came back.", actor=olga)
    return post, meeting


def test_a_person_who_left_is_found_in_no_table(zelda, forum):
    busy(zelda, forum)
    worker.drain()
    worker.tick()
    assert len(traces(*WORDS)) > 8 and any(found.startswith("search_words") for found in traces(*WORDS))
    with transaction():
        db.session.execute(delete(SentMail))  # what others were sent is theirs
    leave(zelda, words=True)
    worker.drain()
    assert traces(*WORDS) == ["organisations.name", "organisations.name_key"]  # for which she spoke
    assert (zelda.state, zelda.name, zelda.slug) == (
        "left",
        f"Former member {zelda.id}",
        f"former-member-{zelda.id}",
    )


def test_nothing_by_which_one_signs_in_is_left(zelda):
    sign_in_actions.make_link(zelda.addresses[0], RESET, actor=SYSTEM)
    leave(zelda)
    for kind in (Address, Credential, Session):
        assert db.session.scalars(select(kind).where(kind.member_id == zelda.id)).all() == []
    assert not zelda.is_member and not zelda.roles and not zelda.regulates("SG")


def test_words_stay_or_go_as_the_person_chooses(zelda, forum):
    post, _meeting = busy(zelda, forum)
    leave(zelda)
    assert post.source == "I said it." and post.removed_at is None
    other = member("Odile")
    thread = story.thread(other, forum, title="Second")
    second = story.answer(other, thread, "Mine.")
    posting.edit_post(second, write("Mine, later."), "en", False, second.version, actor=other)
    leave(other, words=True)
    assert second.source == second.html == second.excerpt == ""
    kept = db.session.scalars(select(PostRevision.source).where(PostRevision.post_id == second.id)).all()
    assert kept == [""]


def test_a_thread_says_whose_words_are_gone(client, zelda, forum):
    thread = story.thread(member("Bob"), forum)
    story.answer(zelda, thread, "Words of hers.")
    leave(zelda, words=True)
    page = sign_in(client, member("Reader")).get(f"/discussions/forum/{thread.id}-{thread.slug}").text
    assert "Deleted when its author left." in page and "Words of hers." not in page


def test_revisions_can_be_emptied_and_not_rewritten(zelda, forum):
    busy(zelda, forum)
    revision = db.session.scalars(select(PostRevision)).one()
    for values in ({"source": "Other words"}, {"number": 9}):
        with pytest.raises(Exception, match="immutable"), transaction():
            db.session.execute(PostRevision.__table__.update().values(values))
    assert db.session.get_one(PostRevision, revision.id, populate_existing=True).source


def test_a_place_at_a_coming_meeting_is_free_again(zelda, forum):
    _post, meeting = busy(zelda, forum)
    assert meeting.coming == 1
    leave(zelda)
    assert db.session.get_one(Occurrence, meeting.id, populate_existing=True).coming == 0


def ballot_with(alternate=None):
    """An open ballot; Qzelda holds a seat, perhaps with an alternate."""
    where = space("room")
    for name, group, country in (("Bua", "professionals", "TH"), ("Chan", "developers", "KH")):
        member(name, group, country)
    ballot = opened_in(where)
    if alternate:
        with transaction():
            seat = queries.seat_of(ballot, db.session.query(Member).filter_by(name=NAME).one())
            seat.alternate_id, seat.alternate = alternate.id, "0" * 64
    return ballot


def test_a_position_stands_and_the_record_holds_without_the_name(paper, zelda):
    ballot = ballot_with()
    say(ballot, NAME, Stance.RESERVE)
    leave(zelda)
    bundles = [records.bundle(ballot, audience) for audience in Audience]
    assert "zelda" not in json.dumps(bundles).casefold()
    assert queries.tally(ballot) == queries.recounted(ballot)
    assert queries.seat_of(ballot, zelda) is not None


def test_a_silent_seat_goes_to_its_alternate(paper, zelda):
    alternate = member("Altea", "observers", "SG")
    ballot = ballot_with(alternate)
    leave(zelda)
    seat = queries.seat_of(ballot, alternate)
    assert (seat.holder_id, seat.alternate_id, seat.group_key) == (alternate.id, None, "regulators")
    assert records.events(ballot)[-1].kind == "seat_transferred"
    assert queries.tally(ballot) == queries.recounted(ballot)


def test_a_silent_seat_without_one_stays_and_is_marked(paper, zelda):
    ballot = ballot_with()
    leave(zelda)
    seat = queries.seat_of(ballot, zelda)
    assert seat.undelivered and passing.silent(zelda, clock.now())
    assert db.session.scalars(select(Seat)).all().__len__() == ballot.seats


def test_a_delegation_goes_to_who_is_left(zelda):
    other = member("Sina", "regulators", "SG")
    with transaction():
        db.session.add(
            Delegation(country="SG", group_key="regulators", head_id=zelda.id, alternate_id=other.id)
        )
    leave(zelda)
    left = db.session.scalars(select(Delegation)).one()
    assert (left.head_id, left.alternate_id) == (other.id, None)
    leave(other)
    assert db.session.scalars(select(Delegation)).all() == []


def test_an_interest_that_a_ballot_looked_at_stays(paper, zelda):
    declared = Declared(About.COMPANY, "Acme", Nature.OWNERSHIP, date(2024, 1, 1))
    kept, _gone = (interest_actions.declare(zelda, declared, actor=zelda) for _ in range(2))
    ballot = ballot_with()
    with transaction():
        seat = queries.seat_of(ballot, zelda)
        db.session.add(Concern(ballot_id=ballot.id, seat=seat.number, interest_id=kept.id))
    leave(zelda)
    assert db.session.scalars(select(Interest.id)).all() == [kept.id]


def test_the_ledger_still_holds(zelda, forum):
    busy(zelda, forum)
    worker.tick()
    leave(zelda, words=True)
    worker.tick()
    assert ledger.first_broken_seal() is None


@pytest.mark.parametrize("who", [administrator, officer])
def test_the_last_of_a_role_cannot_leave(app, who):
    one = who("Only")
    with pytest.raises(IllegalMove, match="cannot leave"):
        leave(one)
    assert one.state == "active" and one.addresses
    who("Second")
    leave(one)
    assert one.state == "left" and not one.grants_held


def test_nobody_else_makes_one_leave(zelda):
    for other in (member("Bob"), administrator()):
        with pytest.raises(Forbidden):
            leaving_actions.leave(zelda, False, actor=other)
        with pytest.raises(Forbidden):
            leaving_actions.let_go(zelda, "Letter", False, actor=other)
    olga = officer()
    with pytest.raises(Forbidden):
        leaving_actions.let_go(olga, "Letter", False, actor=olga)


def test_an_officer_lets_go_who_asked_in_writing(client, zelda):
    sign_in(client, officer())
    path = f"/secretariat/members/{zelda.id}/leave"
    assert "Deleted" not in client.get(path).headers.get("Location", "")
    form = {"reason": "Letter of 3 November, folder 12", "words": "go", "sure": "y"}
    assert client.post(path, data=form | {"reason": ""}).status_code == 422
    assert client.post(path, data=form).status_code == 303
    page = client.get(f"/secretariat/members/{zelda.id}").text
    assert "folder 12" in page and "zelda" not in page.casefold()


def test_the_page_says_what_goes_and_leaving_signs_out(client, zelda):
    sign_in(client, zelda)
    page = client.get("/account/leave").text
    assert "Your e-mail address" in page and "cannot be undone" in page
    assert client.post("/account/leave", data={"words": "stay"}).status_code == 422
    answer = client.post("/account/leave", data={"words": "stay", "sure": "y"})
    assert answer.location == "/privacy/left" and "Clear-Site-Data" in answer.headers
    assert client.get("/account").location.startswith("/sign-in")
    assert "You have left" in client.get("/privacy/left").text


def test_what_is_kept_is_told_to_everyone(client):
    page = client.get("/privacy").text
    assert "What you wrote in discussions" in page and "Deleted when you leave." in page


def test_a_page_of_a_former_member_names_nobody(client, zelda):
    leave(zelda)
    sign_in(client, member("Reader"))
    assert client.get("/people/qzelda-zquist").status_code == 404
    page = client.get(f"/people/former-member-{zelda.id}")
    assert page.status_code == 200 and "zelda" not in page.text.casefold()


def test_a_new_account_may_take_the_address(zelda):
    leave(zelda)
    again = member(NAME, "regulators", "SG")
    assert again.slug == "qzelda-zquist"
    account_actions.edit_account(
        again, Edited(NAME, "Agency", ("en",), "en", "UTC"), again.version, actor=again
    )
