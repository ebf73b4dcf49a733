"""Working groups: how members come in and leave, who answers, how a term goes on and ends."""

from datetime import timedelta

import pytest

from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.meetings.series import actions as meetings
from cop.spaces import actions, group_actions, group_queries, joining_actions, queries
from cop.spaces.due import tick
from cop.spaces.group_models import Admission, Term
from cop.spaces.group_rules import Joining
from cop.statements import actions as drafting
from tests.meetings.story import PLAN
from tests.people import administrator, member, officer, sign_in, space

DAY = timedelta(days=1)


def today():
    return clock.now().date()


@pytest.fixture
def cast(app):
    return {"olga": officer(), "fay": member("Fay"), "max": member("Max", "developers"), "pat": member("Pat")}


def group(cast, joining=Joining.REQUEST, visibility="members", ends=None, slug="triage"):
    one = space(slug, visibility, facilitators=[cast["fay"]])
    group_actions.constitute(one, joining, ends, one.version, actor=cast["olga"])
    return one


def is_in(person, one) -> bool:
    return queries.place_of(person, one) is not None


def letters(to: str) -> list[str]:
    worker.drain()
    return [mail.subject for mail in db.session.query(SentMail).order_by(SentMail.id) if mail.to == to]


def test_anybody_joins_an_open_group_and_leaves_it(app, cast):
    one = group(cast, Joining.OPEN)
    client = sign_in(app.test_client(), cast["max"])
    assert "Join the group" in client.get("/spaces/triage").text
    client.post("/spaces/triage/join")
    assert is_in(cast["max"], one)
    assert client.post("/spaces/triage/join").status_code == 409
    assert "Leave the group" in client.get("/spaces/triage").text
    client.post("/spaces/triage/leave")
    assert not is_in(cast["max"], one)
    said = client.get("/spaces/triage/history").text
    assert said.index("Max left.") < said.index("Max joined.")


@pytest.mark.parametrize("granted", [True, False])
def test_a_request_waits_for_a_facilitator_and_is_answered_with_a_reason(app, cast, granted):
    one = group(cast)
    asking, keeper = sign_in(app.test_client(), cast["max"]), sign_in(app.test_client(), cast["fay"])
    asking.post("/spaces/triage/ask", data={"reason": "I build such tools."})
    assert asking.post("/spaces/triage/ask", data={"reason": "Again"}).status_code == 409
    assert letters("fay@example.org") == ["Max asks to join “Triage”"]
    assert "I build such tools." in keeper.get("/spaces/triage/requests").text
    assert "1 request to join" in keeper.get("/").text
    asked = db.session.query(Admission).one()
    path = f"/spaces/requests/{asked.id}"
    assert keeper.post(path, data={"grant": "yes", "answer": ""}).status_code == 422
    keeper.post(path, data={"grant": "yes" if granted else "no", "answer": "We have room."})
    assert is_in(cast["max"], one) == granted
    worker.drain()
    mail = db.session.query(SentMail).filter_by(to="max@example.org").one()
    assert "We have room." in mail.text
    assert keeper.get(path).status_code == 404
    assert ("A request to join was answered: yes." in keeper.get("/spaces/triage/history").text) == granted


def test_only_facilitators_and_the_secretariat_answer(app, cast):
    one = group(cast)
    asked = joining_actions.ask_to_join(one, "Please", actor=cast["max"])
    for who in (cast["max"], cast["pat"], administrator(), member("Sue", state="suspended")):
        with pytest.raises(Forbidden):
            joining_actions.answer_request(asked, True, "Yes", actor=who)
        with pytest.raises(Forbidden):
            joining_actions.invite(one, cast["pat"], actor=who)
    joining_actions.answer_request(asked, True, "Yes", actor=cast["olga"])
    with pytest.raises(IllegalMove):
        joining_actions.answer_request(asked, False, "No", actor=cast["fay"])


def test_an_invitation_shows_a_closed_group_to_the_invited_alone(app, cast):
    one = group(cast, Joining.INVITATION, "restricted")
    asked = joining_actions.invite(one, cast["max"], actor=cast["fay"])
    invited, other = sign_in(app.test_client(), cast["max"]), sign_in(app.test_client(), cast["pat"])
    assert letters("max@example.org") == ["You are invited into “Triage”"]
    assert "Triage" in invited.get("/").text
    path = f"/spaces/invitations/{asked.id}"
    assert (invited.get(path).status_code, other.get(path).status_code) == (200, 404)
    assert (invited.get("/spaces/triage").status_code, other.post(f"{path}/accept").status_code) == (404, 404)
    assert invited.post(f"{path}/accept").location == "/spaces/triage"
    assert is_in(cast["max"], one)
    assert invited.post(f"{path}/decline").status_code == 404


def test_an_invitation_is_declined(app, cast):
    one = group(cast)
    asked = joining_actions.invite(one, cast["max"], actor=cast["fay"])
    sign_in(app.test_client(), cast["max"]).post(f"/spaces/invitations/{asked.id}/decline")
    assert not is_in(cast["max"], one)
    joining_actions.ask_to_join(one, "After all", actor=cast["max"])


@pytest.mark.parametrize("joining", [Joining.INVITATION, Joining.REQUEST, None])
def test_one_joins_in_the_groups_own_way_alone(cast, joining):
    one = group(cast, joining)
    with pytest.raises(IllegalMove):
        joining_actions.join_group(one, actor=cast["max"])
    if joining is not Joining.REQUEST:
        with pytest.raises(IllegalMove):
            joining_actions.ask_to_join(one, "Please", actor=cast["max"])


@pytest.mark.parametrize("joining", [Joining.OPEN, Joining.REQUEST])
def test_what_others_do_not_know_of_is_joined_by_invitation(cast, joining):
    with pytest.raises(Invalid) as refused:
        group(cast, joining, "restricted")
    assert refused.value.field == "joining"
    one = group(cast, joining, slug="other")
    with pytest.raises(Invalid):
        actions.edit_space(one, one.title, "", "restricted", one.version, actor=cast["olga"])


def test_the_only_facilitator_stays(cast):
    one = group(cast)
    with pytest.raises(IllegalMove):
        joining_actions.leave_group(one, actor=cast["fay"])


def test_a_term_is_set_spoken_of_renewed_and_ended_with_what_came_of_it(app, cast):
    one = group(cast, ends=today() + 40 * DAY)
    office = sign_in(app.test_client(), cast["olga"])
    with clock.at(clock.now() + 11 * DAY):
        tick(clock.now())
        tick(clock.now())
        worker.drain()
        for to in ("fay@example.org", "olga@example.org"):
            assert letters(to).count("The term of “Triage” ends") == 1
        for ends in ("2020-01-01", "2026-02-30", ""):
            refused = office.post("/spaces/triage/renew", data={"ends": ends, "note": "More to do"})
            assert (refused.status_code, 'id="ends-error"' in refused.text) == (422, True)
        ends = (today() + 300 * DAY).isoformat()
        office.post("/spaces/triage/renew", data={"ends": ends, "note": "More to do"})
        assert one.term_ends.isoformat() == ends
    assert office.post("/spaces/triage/close", data={"note": ""}).status_code == 422
    office.post("/spaces/triage/close", data={"note": "A statement was published."})
    acts = [term.act for term in db.session.query(Term).order_by(Term.id)]
    assert (acts, one.archived_at is not None) == (["set", "renewed", "closed"], True)
    history = office.get("/spaces/triage/history").text
    assert "More to do" in history and "A statement was published." in history
    assert "Triage" in office.get("/secretariat/archived-spaces").text
    with pytest.raises(IllegalMove):
        joining_actions.ask_to_join(one, "Late", actor=cast["max"])


def test_an_older_form_loses_nothing_and_others_do_not_set_it(cast):
    one = group(cast)
    with pytest.raises(Stale):
        group_actions.constitute(one, Joining.OPEN, None, one.version - 1, actor=cast["olga"])
    ada = administrator("Ada")
    for act in (
        lambda who: group_actions.constitute(one, None, None, one.version, actor=who),
        lambda who: group_actions.renew_term(one, today() + DAY, "", actor=who),
        lambda who: group_actions.close_group(one, "", actor=who),
    ):
        for who in (cast["fay"], cast["max"], ada):
            with pytest.raises(Forbidden):
                act(who)


def test_the_list_shows_what_a_viewer_may_see(app, client, cast):
    group(cast, slug="seen")
    group(cast, visibility="public", slug="plaza")
    group(cast, Joining.INVITATION, "restricted", slug="hidden")
    space("plain")
    assert [row.slug for row in group_queries.groups(cast["max"]).rows] == ["seen", "plaza"]
    assert [row.slug for row in group_queries.groups(cast["fay"]).rows] == ["seen", "plaza", "hidden"]
    page = client.get("/spaces/").text
    assert ("Plaza" in page, "Seen" in page, "Hidden" in page) == (True, False, False)


def test_what_lies_in_a_group_is_linked_from_its_page(app, cast):
    one = group(cast)
    drafting.draft(one, "On triage", "One clause.", actor=cast["fay"])
    meetings.schedule(one, PLAN, actor=cast["olga"])
    page = sign_in(app.test_client(), cast["max"]).get("/spaces/triage").text
    assert "On triage" in page
    assert PLAN.title in page
