"""The secretariat's pages: who sees them, what they do, how many queries they take."""

import pytest
from sqlalchemy import event

from cop.kernel import clock
from cop.kernel.db import db
from cop.members import home_queries
from tests.members.conftest import letters
from tests.people import administrator, member, officer, sign_in

PAGES = [
    "/secretariat/",
    "/secretariat/approvals",
    "/secretariat/changes",
    "/secretariat/members/",
    "/secretariat/mail/",
]


@pytest.fixture
def olga(app):
    return sign_in(app.test_client(), officer())


def applicants(number: int, start=0):
    return [member(f"Nina {n}", state="awaiting", why=f"Reason {n}") for n in range(start, start + number)]


def queries(client, path: str) -> int:
    """How many statements the page takes, with nothing read before."""
    db.session.remove()
    counted = []
    note = lambda *_args: counted.append(1)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(counted)


@pytest.mark.parametrize("path", PAGES)
def test_visitors_and_members_do_not_see_them(app, client, path):
    assert client.get(path).location.startswith("/sign-in")
    assert sign_in(app.test_client(), member()).get(path).status_code == 403


def test_officers_see_all_and_administrators_what_is_theirs(app, olga):
    assert [olga.get(path).status_code for path in PAGES] == [200] * 5
    adam = sign_in(app.test_client(), administrator())
    assert [adam.get(path).status_code for path in PAGES] == [200, 403, 403, 200, 200]
    tools = adam.get("/secretariat/").text
    assert "/secretariat/members/" in tools
    assert "/secretariat/approvals" not in tools


def test_the_place_is_in_the_menu_of_who_may_go_there(app, olga):
    assert 'href="/secretariat/"' in olga.get("/people/").text
    assert 'href="/secretariat/"' not in sign_in(app.test_client(), member()).get("/people/").text


def test_the_queue_shows_what_is_needed_and_approves_many_at_once(olga):
    first, second, third = applicants(3)
    page = olga.get("/secretariat/approvals").text
    for shown in (
        "Reason 0",
        "nina-0@example.org",
        "<b>example.org</b>",
        "3 requests wait",
        "Organisation of Nina 2",
    ):
        assert shown in page
    olga.post("/secretariat/approvals", data={"member": [first.id, second.id]})
    assert [one.state for one in (first, second, third)] == ["active", "active", "awaiting"]
    assert "2 requests approved." in olga.get("/secretariat/approvals").text
    assert {mail.to for mail in letters()} == {"nina-0@example.org", "nina-1@example.org"}


@pytest.mark.parametrize("ticked", [[], ["x"], ["\0"], ["999999"], ["-1"], ["9" * 30], [""]])
def test_ticking_nobody_that_waits_approves_nobody(olga, ticked):
    alice = member(state="suspended")
    answer = olga.post("/secretariat/approvals", data={"member": [*ticked, alice.id]})
    assert answer.location == "/secretariat/approvals"
    assert alice.state == "suspended"
    assert "Nobody was approved" in olga.get("/secretariat/approvals").text


def test_a_refusal_goes_out_with_its_reason(olga):
    (nina,) = applicants(1)
    path = f"/secretariat/approvals/{nina.id}/refuse"
    assert olga.get(path).status_code == 200
    assert olga.post(path, data={"reason": ""}).status_code == 422
    assert nina.state == "awaiting"
    olga.post(path, data={"reason": "Please ask with an address at work. ขอบคุณ <b>"})
    assert nina.state == "refused"
    assert "Please ask with an address at work. ขอบคุณ <b>" in letters("nina-0@example.org")[0].text


def test_two_officers_cannot_both_decide(olga):
    (nina,) = applicants(1)
    path = f"/secretariat/approvals/{nina.id}/refuse"
    olga.post("/secretariat/approvals", data={"member": nina.id})
    answer = olga.post(path, data={"reason": "No."})
    assert answer.status_code == 409
    assert "No." in answer.text
    assert nina.state == "active"


def test_the_queue_comes_in_pages_the_longest_waiting_first(olga):
    applicants(25)
    page = olga.get("/secretariat/approvals").text
    assert "Nina 0<" in page
    assert "Nina 19<" in page
    assert "Nina 20<" not in page
    assert 'rel="next"' in page


@pytest.mark.parametrize("cursor", ["x", "W10", "a" * 10_000])
def test_a_broken_cursor_shows_the_first_page(olga, cursor):
    applicants(1)
    assert "Nina 0" in olga.get("/secretariat/approvals", query_string={"at": cursor}).text


def test_queries_do_not_grow_with_the_queue(olga):
    applicants(2)
    olga.get("/secretariat/approvals")
    few = queries(olga, "/secretariat/approvals")
    applicants(15, start=2)
    assert queries(olga, "/secretariat/approvals") == few <= 10


def test_text_of_an_applicant_is_shown_as_text(olga):
    member("Nina", state="awaiting", why="<script>alert(1)</script>")
    page = olga.get("/secretariat/approvals").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_change_is_decided_with_an_answer(app, olga):
    alice = member()
    sign_in(app.test_client(), alice).post(
        "/account/group", data={"group": "institutions", "country": "MY", "reason": "A new post."}
    )
    assert "Alice" in olga.get("/secretariat/changes").text
    assert "A new post." in olga.get("/secretariat/changes/1").text
    assert olga.post("/secretariat/changes/1", data={"grant": "yes", "answer": ""}).status_code == 422
    olga.post("/secretariat/changes/1", data={"grant": "yes", "answer": "Good luck there."})
    assert (alice.group_key, alice.country) == ("institutions", "MY")
    told = letters("alice@example.org")[0].text
    assert "Good luck there." in told
    assert "Malaysia" in told
    assert olga.get("/secretariat/changes/1").status_code == 404


def test_home_tells_officers_that_somebody_waits(app):
    applicants(2)
    olga, alice = officer(), member()
    with app.test_request_context():
        (told,) = home_queries.awaiting(olga, clock.now())
        assert (told.title, told.address) == ("2 requests to join", "/secretariat/approvals")
        assert list(home_queries.awaiting(alice, clock.now())) == []
