"""Invitations: the letter, the link, who may send one, and what coming by one does and does not do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.admission import invitation_actions, steward_actions
from cop.admission.invitation_actions import Proposed
from cop.admission.models import Invitation
from cop.admission.rules import Invited, state
from cop.kernel import clock, keys
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.kernel.permits import SYSTEM
from cop.members.models import Address, Decision, Member, Visitor
from tests.members.conftest import REQUEST, letters, path_in
from tests.people import member, officer, sign_in

LEK = "lek@hospital.example.org"
PROPOSED = Proposed(LEK, "Lek", "professionals", "TH", organisation="Ward 7", message="Do come.")
COMING = REQUEST | {"name": "Lek", "email": LEK, "group": "professionals", "country": "TH", "zone": ""}


@pytest.fixture
def olga(app):
    return officer()


def steward(group="professionals", approves=False):
    one = member("Stella", group, "MY")
    steward_actions.name_steward(one, approves, actor=officer("Otto"))
    return one


def invited(by, **more) -> Invitation:
    return invitation_actions.invite(replace(PROPOSED, **more), actor=by)


def link() -> str:
    """The path of the link in the newest letter to Lek."""
    return path_in(letters(LEK)[-1])


def lek() -> Member:
    return db.session.scalars(select(Member).where(Member.name == "Lek")).one()


def test_an_invited_person_comes_and_waits_for_approval(client, olga):
    """Discourse CVE-2022-21684: an invitation never stands for an approval."""
    invited(olga)
    mail = letters(LEK)[0].text
    assert "Olga invites you" in mail and "Do come." in mail
    shown = client.get(link())
    for filled in ('value="Lek"', f'value="{LEK}"', 'value="Ward 7"', "Do come."):
        assert filled in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert client.post(link(), data=COMING).location == "/join/confirmed"
    assert lek().state == "awaiting"
    assert lek().addresses[0].verified_at is not None
    assert "Invited by Olga as" in sign_in(client, olga).get("/secretariat/approvals").text


def test_opening_the_link_uses_nothing(client, olga):
    invited(olga)
    for _ in range(3):
        assert client.get(link()).status_code == 200
    assert db.session.scalar(select(Invitation.accepted_at)) is None


def test_who_was_approved_in_advance_is_a_member_and_it_is_written_by_whom(client, olga):
    invited(olga, approves=True)
    assert client.post(link(), data=COMING).location == "/sign-in"
    assert lek().state == "active"
    decided = db.session.scalars(select(Decision)).one()
    assert (decided.move, decided.by_id) == ("approve", olga.id)
    assert client.get("/people/").status_code == 302  # the link signs nobody in


@pytest.mark.parametrize("changed", [{"group": "regulators"}, {"country": "VN"}])
def test_a_wider_scope_than_invited_goes_back_to_the_queue(client, olga, changed):
    """Zulip CVE-2022-21706."""
    invited(olga, approves=True)
    client.post(link(), data=COMING | changed)
    assert lek().state == "awaiting"
    assert "another group or country" in sign_in(client, olga).get("/secretariat/approvals").text


def test_another_address_is_confirmed_by_a_letter_and_approved_by_a_person(client, olga):
    invited(olga, approves=True)
    answer = client.post(link(), data=COMING | {"email": "lek@home.example.org"})
    assert answer.location == "/join/sent"
    assert lek().state == "registered"
    assert "/join/confirm/" in letters("lek@home.example.org")[0].text


def test_approval_in_advance_ends_with_the_right_to_approve(client, olga):
    invited(olga, approves=True)
    path = link()
    olga.grants[0].until = clock.now()
    db.session.commit()
    client.post(path, data=COMING)
    assert lek().state == "awaiting"


def test_extra_fields_make_nobody_anything(client, olga):
    """CVE-2026-28219: mass assignment."""
    invited(olga)
    more = {
        "state": "active",
        "approves": "y",
        "approved": "1",
        "role": "officer",
        "votes": "1",
        "grants": "officer",
    }
    client.post(link(), data=COMING | more)
    assert (lek().state, lek().roles, lek().votes) == ("awaiting", frozenset(), None)


def test_an_invitation_that_has_run_out_is_refused_with_a_sentence(client, olga):
    """Decidim CVE-2023-48220."""
    invited(olga)
    path = link()
    with clock.at(clock.now() + timedelta(days=14, seconds=1)):
        for answer in (client.get(path), client.post(path, data=COMING)):
            assert answer.status_code == 409
            assert "has run out" in answer.text
        assert state(db.session.scalars(select(Invitation)).one(), clock.now()) is Invited.expired
    assert db.session.scalar(select(Member.id).where(Member.name == "Lek")) is None


def test_a_link_is_used_once(client, olga):
    invited(olga)
    path = link()
    client.post(path, data=COMING)
    again = client.post(path, data=COMING | {"name": "Eve"})
    assert again.status_code == 409
    assert "used already" in again.text


def test_a_link_taken_back_or_replaced_is_dead(client, olga):
    one = invited(olga)
    old = link()
    invitation_actions.send_again(one, actor=olga)
    assert "newer letter" in client.get(old).text
    new = link()
    assert client.get(new).status_code == 200
    invitation_actions.revoke(one, actor=olga)
    assert "taken back" in client.get(new).text
    assert client.post(new, data=COMING).status_code == 409


def test_only_the_hash_of_a_link_is_kept(olga):
    raw = invitation_actions.make_link(invited(olga), actor=SYSTEM)
    kept = db.session.scalars(select(keys.Token)).one()
    assert raw not in (kept.hash, kept.subject)


@pytest.mark.parametrize("known", [True, False])
def test_the_inviter_is_answered_alike_whether_or_not_the_address_has_an_account(app, olga, known):
    if known:
        member("Somebody")
        db.session.query(Address).filter_by(email="somebody@example.org").update({"email": LEK, "key": LEK})
        db.session.commit()
    stella = sign_in(app.test_client(), steward())
    sent = {"email": LEK, "name": "Lek", "country": "TH", "group_key": "professionals", "language": "en"}
    answer = stella.post("/secretariat/invitations/new", data=sent)
    assert answer.location == "/secretariat/invitations/"
    mail = letters(LEK)[-1].text
    assert ("/join/invited/" in mail) is not known
    assert ("You have an account" in mail) is known
    assert "waits for the person" in stella.get("/secretariat/invitations/").text


def test_an_address_has_one_open_invitation(olga):
    one = invited(olga)
    with pytest.raises(Invalid) as refused:
        invited(olga, email="LEK@hospital.example.org")
    assert refused.value.field == "email"
    invitation_actions.revoke(one, actor=olga)
    assert invited(olga).id != one.id


def test_one_that_has_run_out_makes_room(olga):
    one = invited(olga)
    invitation_actions.make_link(one, actor=SYSTEM)
    with clock.at(clock.now() + timedelta(days=15)):
        invited(olga)
    assert one.revoked_at is not None


def test_letters_about_one_invitation_come_to_an_end(olga):
    """As in CVE-2022-31184."""
    one = invited(olga)
    for _ in range(4):
        invitation_actions.send_again(one, actor=olga)
    with pytest.raises(IllegalMove):
        invitation_actions.send_again(one, actor=olga)


def test_letters_to_one_address_are_limited_by_the_day(app, olga):
    client = sign_in(app.test_client(), olga)
    sent = {"email": LEK, "name": "Lek", "country": "TH", "group_key": "professionals", "language": "en"}
    assert client.post("/secretariat/invitations/new", data=sent).status_code == 303
    for _ in range(3):
        client.post("/secretariat/invitations/1/again")
    assert db.session.scalar(select(Invitation.letters)) == 3


def test_who_invites_is_an_officer_or_a_steward_for_the_own_group(app):
    stella, alice = steward(), member("Alice")
    assert invited(stella).by_id == stella.id
    with pytest.raises(Forbidden):
        invited(stella, email="x@example.org", group_key="regulators")
    with pytest.raises(Forbidden):
        invited(stella, email="x@example.org", approves=True)
    with pytest.raises(Forbidden):
        invited(alice, email="x@example.org")
    with pytest.raises(SignInNeeded):
        invited(Visitor(), email="x@example.org")


def test_a_steward_manages_the_own_invitations_alone(app, olga):
    stella = steward()
    own, other = invited(stella), invited(olga, email="x@example.org")
    client = sign_in(app.test_client(), stella)
    page = client.get("/secretariat/invitations/").text
    assert LEK in page and "x@example.org" not in page
    assert client.post(f"/secretariat/invitations/{other.id}/revoke").status_code == 404
    client.post(f"/secretariat/invitations/{own.id}/revoke")
    assert (own.revoked_at is None, other.revoked_at) == (False, None)


def test_a_steward_who_may_not_approve_is_not_asked_about_it(app, olga):
    shown = sign_in(app.test_client(), steward()).get("/secretariat/invitations/new").text
    assert 'name="approves"' not in shown and 'value="regulators"' not in shown
    assert 'name="approves"' in sign_in(app.test_client(), olga).get("/secretariat/invitations/new").text


def test_who_is_signed_in_does_not_come_by_an_invitation(app, olga):
    invited(olga)
    assert sign_in(app.test_client(), member("Alice")).get(link()).status_code == 403


@pytest.mark.parametrize("raw", ["x", "a" * 5_000, "ลิงก์"])
def test_what_is_no_link_opens_nothing(client, raw):
    assert client.get(f"/join/invited/{raw}").status_code == 409


@pytest.mark.parametrize("wanted", [*(one.value for one in Invited), "nonsense", "\u202e"])
def test_the_list_is_filtered_as_the_rules_say(app, olga, wanted):
    for number, change in enumerate(({}, {"revoked_at": clock.now()}, {"accepted_at": clock.now()})):
        one = invited(olga, email=f"n{number}@example.org", name=f"Name {number}")
        for name, value in change.items():
            setattr(one, name, value)
        db.session.commit()
    page = (
        sign_in(app.test_client(), olga).get("/secretariat/invitations/", query_string={"state": wanted}).text
    )
    shown = {one.name for one in db.session.scalars(select(Invitation)) if f">{one.name}<" in page}
    now = clock.now()
    fitting = {one.name for one in db.session.scalars(select(Invitation)) if state(one, now).value == wanted}
    known = wanted in {one.value for one in Invited}
    assert shown == (fitting if known else {"Name 0", "Name 1", "Name 2"})
