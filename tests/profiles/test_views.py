"""A person's page: what members may know, what everyone may, and nothing else."""

import pytest

from cop.kernel.actions import transaction
from tests.people import member, officer, sign_in
from tests.profiles.told import MARKS, marked


def viewers(app, alice):
    return {
        "visitor": app.test_client(),
        "member": sign_in(app.test_client(), member("Max")),
        "officer": sign_in(app.test_client(), officer()),
        "oneself": sign_in(app.test_client(), alice),
    }


def main(client) -> str:
    """Without the page's head, which names the reader's own zone."""
    page = client.get("/people/alice").text
    return page[page.index("<main") : page.index("</main")]


@pytest.mark.parametrize("level", ["nobody", "members", "public"])
def test_every_field_at_every_level_for_every_viewer(app, level):
    """The page about a person whose name is public, with each other field at one level."""
    alice = marked(name="public", **dict.fromkeys(MARKS, level))
    for kind, client in viewers(app, alice).items():
        page = main(client)
        shown = {field for field, mark in MARKS.items() if mark in page}
        assert shown == (
            set(MARKS) if level == "public" or (level == "members" and kind != "visitor") else set()
        )


@pytest.mark.parametrize("field", MARKS)
def test_one_public_field_makes_no_other_public(client, field):
    marked(name="public", **{field: "public"})
    page = main(client)
    assert {other for other, mark in MARKS.items() if mark in page} == {field}


def test_there_is_no_page_for_everyone_without_a_public_name(client):
    marked()
    member("Bob")
    assert [client.get(f"/people/{slug}").status_code for slug in ("alice", "bob", "nobody")] == [
        404,
        404,
        404,
    ]


@pytest.mark.parametrize("state", ["suspended", "left", "awaiting"])
def test_who_takes_no_part_has_no_page_for_everyone(client, state):
    alice = marked(name="public")
    assert client.get("/people/alice").status_code == 200
    with transaction():
        alice.state = state
    assert client.get("/people/alice").status_code == 404


def test_what_is_not_told_at_all_is_on_no_page(app):
    alice = member(regulates="SG", why="My reasons", languages=["en", "ms"])
    page = sign_in(app.test_client(), member("Max")).get("/people/alice").text
    for shown in (
        "Organisation of Alice",
        "Verified regulator: Authority, Singapore",
        "Regulators and policymakers",
    ):
        assert shown in page
    for hidden in ("My reasons", "alice@example.org", "/secretariat/"):
        assert hidden not in page
    file = f"/secretariat/members/{alice.id}"
    assert file in sign_in(app.test_client(), officer()).get("/people/alice").text


def test_a_suspended_member_stays_readable_and_is_called_so(app):
    member(state="suspended")
    page = sign_in(app.test_client(), member("Max")).get("/people/alice").text
    assert "does not take part at present" in page
