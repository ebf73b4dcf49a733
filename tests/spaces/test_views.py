"""The secretariat's pages about spaces, and what others see of them."""

import pytest
from sqlalchemy import select

from cop.kernel.db import db
from cop.spaces.models import SpaceMember
from tests.people import administrator, member, officer, sign_in, space

FORM = {"title": "Working group on triage", "mandate": "To draft.", "visibility": "restricted"}


def test_the_secretariat_makes_a_space_and_fills_it(client):
    alice = member()
    sign_in(client, officer())
    made = client.post("/spaces/new", data=FORM)
    assert made.location == "/spaces/working-group-on-triage"
    assert "To draft." in client.get(made.location).text
    people = f"{made.location}/people"
    assert client.post(people, data={"person": "Alice"}).status_code == 303
    place = db.session.scalars(select(SpaceMember)).one()
    assert place.member_id == alice.id
    for act in ("appoint", "release", "appoint"):
        assert client.post(f"/spaces/people/{place.id}/{act}").status_code == 303
    assert "Facilitator" in client.get(people).text
    assert client.post(f"/spaces/people/{place.id}/remove").location == people
    assert client.get(f"{made.location}/edit").status_code == 200
    edited = client.post(f"{made.location}/edit", data=FORM | {"title": "Renamed", "version": "1"})
    assert edited.location == made.location
    stale = client.post(f"{made.location}/edit", data=FORM | {"title": "Mine", "version": "1"})
    assert (stale.status_code, "Renamed" in stale.text, "Mine" in stale.text) == (409, True, True)
    for act in ("archive", "reopen"):
        assert client.post(f"{made.location}/{act}").status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "a\x00"},
        {"title": "x" * 121},
        {"visibility": "secret"},
        {"mandate": "[" * 9_000},
    ],
)
def test_a_wrong_space_is_refused_at_its_field(client, wrong):
    sign_in(client, officer())
    answer = client.post("/spaces/new", data=FORM | wrong)
    assert answer.status_code == 422
    assert f'id="{next(iter(wrong))}' in answer.text


@pytest.mark.parametrize("who", [None, member, administrator])
@pytest.mark.parametrize("address", ["/spaces/new", "/spaces/forum/edit"])
def test_others_do_not_reach_the_secretariats_pages(client, who, address):
    space(visibility="public")
    if who:
        sign_in(client, who())
    assert client.get(address).status_code == (403 if who else 302)
    assert client.post(address, data=FORM).status_code == (403 if who else 401)


def test_visitors_see_what_a_public_space_is_for_but_not_who_is_in_it(client):
    space(visibility="public", facilitators=[member()])
    shown = client.get("/spaces/forum").text
    assert "Alice" not in shown
    assert client.get("/spaces/forum/people").status_code == 302
