"""The queue: what is known about who asks, many approved at once, questions put and answered."""

import re

import pytest

from cop.admission import home, steward_actions
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from tests.members.conftest import letters, path_in
from tests.people import administrator, member, officer, sign_in
from tests.sql import asked


@pytest.fixture
def olga(app):
    return sign_in(app.test_client(), officer())


def applicants(number: int, start=0):
    return [member(f"Nina {n}", state="awaiting", why=f"Reason {n}") for n in range(start, start + number)]


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
    assert answer.location.startswith("/secretariat/approvals")
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
    assert "<b>Nina 20</b>" not in page
    assert 'rel="next"' in page


@pytest.mark.parametrize("cursor", ["x", "W10", "a" * 10_000])
def test_a_broken_cursor_shows_the_first_page(olga, cursor):
    applicants(1)
    assert "Nina 0" in olga.get("/secretariat/approvals", query_string={"at": cursor}).text


def test_queries_do_not_grow_with_the_queue(olga):
    applicants(2)
    olga.get("/secretariat/approvals")
    few = asked(olga, "/secretariat/approvals")
    applicants(15, start=2)
    assert asked(olga, "/secretariat/approvals") == few <= 13


def test_text_of_an_applicant_is_shown_as_text(olga):
    member("Nina", state="awaiting", why="<script>alert(1)</script>")
    page = olga.get("/secretariat/approvals").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_home_tells_officers_that_somebody_waits(app):
    applicants(2)
    olga, alice = officer(), member()
    with app.test_request_context():
        (told,) = home.awaiting(olga, clock.now())
        assert (told.title, told.address) == ("2 requests to join", "/secretariat/approvals")
        assert list(home.awaiting(alice, clock.now())) == []


# --- what is known about who asks -----------------------------------------------------------------------


def test_a_domain_that_ends_like_a_members_is_no_member_s(olga):
    """Discourse CVE-2026-33393."""
    with_address(member("Alice"), "alice@moh.gov.sg")
    with_address(member("Eve", state="awaiting"), "eve@evil-moh.gov.sg")
    page = olga.get("/secretariat/approvals").text
    assert "<b>evil-moh.gov.sg</b>" in page
    assert "has nothing to do with it" in page
    assert "at the same domain" not in page


def test_others_at_the_domain_public_providers_and_parts_are_told(olga):
    with_address(member("Alice"), "alice@moh.gov.sg")
    for name, email in (("Bea", "bea@moh.gov.sg"), ("Cem", "cem@gmail.com"), ("Dan", "dan@labs.moh.gov.sg")):
        with_address(member(name, state="awaiting"), email)
    page = olga.get("/secretariat/approvals").text
    for shown in ("1 member has an address at the same", "public mail provider", "of which this is a part"):
        assert shown in page


def with_address(person, email: str):
    with transaction():
        address = person.addresses[0]
        address.email = address.key = email
        address.domain = email.partition("@")[2]
    return person


def test_people_on_record_who_may_be_the_same_are_shown(app, olga):
    with_address(member("Nina Noordin", state="refused", active_at=None), "n.noordin@hospital.example")
    with_address(member("Nina Nurdin", slug="other"), "nurdin@elsewhere.example")
    with_address(member("Nina Nurdin", state="awaiting"), "nina+2@hospital.example")
    page = olga.get("/secretariat/approvals").text
    assert "the same name (takes part)" in page
    assert "much the same name, at the same domain (refused)" in page


def test_each_ticked_row_says_what_became_of_it(app, olga):
    first, second, third = applicants(3)
    daniel = sign_in(app.test_client(), officer("Daniel"))
    daniel.post(f"/secretariat/approvals/{second.id}/refuse", data={"reason": "No."})
    answer = olga.post("/secretariat/approvals", data={"member": [first.id, second.id]})
    page = re.sub(r"<[^>]+>", " ", olga.get(answer.location).text)
    assert re.search(r"Nina 0\s+Approved\s+Olga", page)
    assert re.search(r"Nina 1\s+Refused\s+Daniel", page)
    assert third.state == "awaiting"


# --- questions ------------------------------------------------------------------------------------------


def put(olga, nina, words="Where do you work?") -> str:
    """Puts a question; the path of the page for the answer."""
    assert olga.post(f"/secretariat/approvals/{nina.id}", data={"words": words}).status_code == 303
    return path_in(letters(nina.addresses[0].email)[-1])


def test_a_question_goes_out_and_its_answer_comes_back(app, olga, client):
    (nina,) = applicants(1)
    path = put(olga, nina)
    assert "waiting for an answer" in olga.get("/secretariat/approvals").text
    for _ in range(2):  # mail scanners open every link
        shown = client.get(path)
        assert "Where do you work?" in shown.text
        assert shown.headers["Cache-Control"] == "no-store"
    answer = client.post(path, data={"answer": "On ward 7. <b>ขอบคุณ</b>"})
    assert answer.location == "/join/question/answered"
    page = olga.get(f"/secretariat/approvals/{nina.id}").text
    assert "On ward 7. &lt;b&gt;ขอบคุณ&lt;/b&gt;" in page
    assert "has answered" in olga.get("/secretariat/approvals").text
    assert f"/secretariat/approvals/{nina.id}" in letters("olga@example.org")[0].text
    assert client.post(path, data={"answer": "Again."}).status_code == 409


@pytest.mark.parametrize("answer", ["", "x" * 100_000, "a\0b", "\u202ecod"])
def test_an_answer_that_cannot_be_kept_is_refused_at_its_field(olga, client, answer):
    (nina,) = applicants(1)
    path = put(olga, nina)
    refused = client.post(path, data={"answer": answer})
    assert refused.status_code == 422
    assert 'id="answer-error"' in refused.text
    assert client.post(path, data={"answer": "Better."}).status_code == 303


def test_an_answer_changes_nothing_but_the_answer(olga, client):
    """Mass assignment, as in CVE-2026-28219."""
    (nina,) = applicants(1)
    more = {"state": "active", "role": "officer", "approved": "1", "member_id": "1", "group_key": "observers"}
    client.post(put(olga, nina), data={"answer": "Here.", **more})
    assert (nina.state, nina.group_key, nina.roles) == ("awaiting", "regulators", frozenset())


def test_a_link_of_another_kind_answers_nothing(client):
    for raw in ("x", "a" * 5_000, "%00", "ลิงก์"):
        assert client.get(f"/join/question/{raw}").status_code in (400, 404, 409)


# --- stewards -------------------------------------------------------------------------------------------


@pytest.fixture
def stella(app, olga):
    """A steward of the professionals who may not approve yet."""
    one = member("Stella", "professionals", "MY")
    olga.post("/secretariat/stewards/", data={"person": "Stella"})
    return sign_in(app.test_client(), one)


def test_a_steward_is_told_sees_the_own_group_and_asks(stella):
    member("Nina", "professionals", state="awaiting", active_at=None)
    other = member("Rita", "regulators", state="awaiting", active_at=None)
    assert "/secretariat/approvals" in letters("stella@example.org")[0].text
    page = stella.get("/secretariat/approvals").text
    assert "Nina" in page and "Rita" not in page
    assert "Approve all" not in page
    assert stella.get(f"/secretariat/approvals/{other.id}").status_code == 404
    assert stella.post("/secretariat/approvals", data={"member": other.id}).status_code == 403


def test_a_steward_who_may_approve_does_so_for_the_own_group(olga, stella):
    nina = member("Nina", "professionals", state="awaiting", active_at=None)
    other = member("Rita", "regulators", state="awaiting", active_at=None)
    assert len(letters("stella@example.org")) == 1
    olga.post("/secretariat/stewards/1/approving", data={"allowed": "yes"})
    stella.post("/secretariat/approvals", data={"member": [nina.id, other.id]})
    assert (nina.state, other.state) == ("active", "awaiting")
    assert stella.post(f"/secretariat/approvals/{other.id}/approve").status_code == 404
    olga.post("/secretariat/stewards/1/end")
    assert stella.get("/secretariat/approvals").status_code == 403
    assert len(letters("stella@example.org")) == 2


def test_home_tells_a_steward_of_the_own_group_alone(app, olga, stella):
    member("Rita", "regulators", state="awaiting", active_at=None)
    assert "request to join" not in stella.get("/").text
    member("Nina", "professionals", state="awaiting", active_at=None)
    assert "1 request to join" in stella.get("/").text


def test_a_steward_is_found_by_name_or_said_not_to_be(olga):
    answer = olga.post("/secretariat/stewards/", data={"person": "Nobody"})
    assert answer.status_code == 422
    assert "No member is called" in answer.text


def test_officers_alone_name_stewards(app, stella):
    alice = sign_in(app.test_client(), member("Alice"))
    for who in (alice, stella, sign_in(app.test_client(), administrator())):
        assert who.post("/secretariat/stewards/", data={"person": "Alice"}).status_code == 403
    assert db.session.query(steward_actions.Steward).count() == 1
