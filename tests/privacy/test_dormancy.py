"""Members not seen for long are asked each quarter, answer by a link, and are never silently dropped."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from cop.members import account_actions
from cop.members.models import Member, Session
from cop.privacy import dormancy, dormancy_actions
from cop.privacy.pause_models import Question
from tests.members.conftest import letters, path_in
from tests.people import member, officer, sign_in

DAY = timedelta(days=1)


@pytest.fixture
def alice(app):
    one = member()
    with transaction():
        one.active_at = clock.now() - 200 * DAY
    return one


def asked(days=0) -> list[int]:
    with clock.at(clock.now() + days * DAY):
        dormancy.ask(clock.now())
    return list(db.session.scalars(select(Question.member_id).order_by(Question.id)))


def link() -> str:
    dormancy.ask(clock.now())
    return path_in(letters("alice@example.org")[-1])


def test_only_who_was_not_seen_is_asked(alice):
    fresh, gone = member("Fresh"), member("Gone", state="left", active_at=clock.now() - 200 * DAY)
    reader, writer = (member(name, active_at=clock.now() - 200 * DAY) for name in ("Reader", "Writer"))
    with transaction():
        long_ago, lately = clock.now() - 150 * DAY, clock.now() - 80 * DAY
        db.session.add(Session(member_id=reader.id, hash="a", begun=long_ago, used=lately, proven=long_ago))
        db.session.add(Session(member_id=alice.id, hash="b", begun=long_ago, used=long_ago, proven=long_ago))
    account_actions.ask_change(writer, "institutions", "SG", "Moved.", actor=writer)
    assert asked() == [alice.id]
    assert fresh.state == "active" and gone.state == "left"


def test_each_quarter_once_and_nobody_is_dropped(alice):
    assert [len(asked(days)) for days in (0, 1, 90, 92, 93, 184)] == [1, 1, 1, 2, 2, 3]
    assert alice.state == "active" and alice.addresses


def test_opening_the_link_changes_nothing(client, alice):
    path = link()
    page = client.get(path)
    assert (
        page.status_code == 200 and page.headers["Cache-Control"] == "no-store" and "Alice" not in page.text
    )
    assert client.get("/account").location.startswith("/sign-in")
    assert db.session.scalars(select(Question.answer)).one() == "" and alice.state == "active"


@pytest.mark.parametrize(("answer", "state"), [("stay", "active"), ("pause", "paused"), ("leave", "left")])
def test_an_answer_is_taken_once(client, alice, answer, state):
    path = link()
    assert client.post(path, data={"answer": answer}).location == "/privacy/answered"
    assert client.get("/privacy/answered").status_code == 200
    assert db.session.get_one(Member, alice.id, populate_existing=True).state == state
    assert client.get(path).status_code == 409
    assert client.post(path, data={"answer": "stay"}).status_code == 409


def test_a_wrong_answer_uses_nothing_up(client, alice):
    path = link()
    for wrong in ("", "everything", "x" * 1_000):
        assert client.post(path, data={"answer": wrong}).status_code == 422
    assert client.post(path, data={"answer": "stay"}).status_code == 303


def test_a_link_is_not_enough_to_end_an_account_that_can_do_harm(client, alice):
    path = link()
    with transaction():
        alice.factors = 1
    refused = client.post(path, data={"answer": "leave"})
    assert refused.status_code == 409 and "Sign in" in refused.text and alice.state == "active"
    assert client.post(path, data={"answer": "stay"}).status_code == 303


def test_no_link_opens_after_its_time(client, alice):
    path = link()
    with clock.at(clock.now() + 61 * DAY):
        assert client.get(path).status_code == 409


def test_who_came_back_meanwhile_gets_no_letter(alice):
    dormancy.ask(clock.now())
    with transaction():
        alice.state = "suspended"
    assert letters("alice@example.org") == []


def test_officers_see_who_was_asked(client, alice):
    client.post(link(), data={"answer": "stay"})
    page = sign_in(client, officer()).get("/secretariat/quiet").text
    assert "Alice" in page and "Stays" in page
    assert sign_in(client, member("Bob")).get("/secretariat/quiet").status_code == 403
    with pytest.raises(Forbidden):
        dormancy_actions.ask_whether_staying(alice, actor=member("Cy"))
