"""What is told beside a request to join: to stewards, who are members, not what the secretariat alone may know."""

import pytest

from cop.admission import steward_actions
from cop.kernel.actions import transaction
from tests import people
from tests.people import sign_in


@pytest.fixture
def asking(app):
    """Two on record are called like one who asks: one takes part, one was stopped."""
    active, stopped = people.member("Nina Active"), people.member("Nina Stopped", state="suspended")
    asks = people.member("Nina Asks", "professionals", "TH", state="awaiting", active_at=None)
    with transaction():
        for one in (active, stopped, asks):
            one.name, one.sort_name = "Nina", "nina"
    return asks


def shown(client, person) -> str:
    return sign_in(client, person).get("/secretariat/approvals").text


def test_the_secretariat_is_told_who_may_be_the_same_person(client, asking):
    said = shown(client, people.officer())
    assert said.count("the same name") == 2 and "Organisation of Nina Active:" in said


def test_a_steward_is_told_neither_of_who_was_stopped_nor_where_anybody_works(client, asking):
    steward = people.member("Stella", "professionals", "SG")
    steward_actions.name_steward(steward, True, actor=people.officer())
    said = shown(client, steward)
    assert said.count("the same name") == 1 and "/people/nina-active" in said
    assert "nina-stopped" not in said and "Organisation of Nina Active" not in said
