"""Every step from every state for every kind of person, asked of the rules and permits; then a sample by the pages.

The tables below are written out by hand, not read from the rules: a change of either must be made twice.
"""

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.members.models import Group, Mandate, Member, RoleGrant, Visitor
from cop.pilots import moving
from cop.pilots.models import Pilot, PilotCountry, PilotEditor
from cop.pilots.permits import MOVING
from cop.pilots.rules import MOVES, By, State
from tests import people
from tests.pilots import stories

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER, PAST = NOW + timedelta(days=9), NOW - timedelta(days=9)
LEAD, EDITOR = 1, 2
POSITIVE = {"approved", "conditional", "not_required"}
OPEN = POSITIVE | {"draft", "submitted", "in_review", "returned", "active", "suspended", "reporting"}
HELD = {"active": "", "suspended by lead": "lead", "suspended by regulator": "regulator"}
STANDS = sorted({state.value for state in State if state is not State.SUSPENDED} | HELD.keys())
BEGINS = {
    ("submit", "lead"): {"draft", "returned"},
    ("take", "steward"): {"submitted"},
    ("return", "steward"): {"submitted"},
    ("decide", "regulator"): {"in_review"},
    ("activate", "lead"): POSITIVE,
    ("suspend", "lead"): {"active"},
    ("suspend", "regulator"): {"active", "suspended by lead"},
    ("lift", "lead"): {"suspended by lead"},
    ("lift", "regulator"): {"suspended by lead", "suspended by regulator"},
    ("terminate", "regulator"): OPEN - {"draft"},
    ("withdraw", "lead"): OPEN,
    ("report", "lead"): {"active"},
    ("report", "clock"): {"active"},
    ("complete", "steward"): {"reporting"},
    ("extend", "regulator"): POSITIVE | {"active", "suspended"},
}
"""From where each step may be taken, and in which capacity; "suspended" is so whoever suspended."""


def member(id: int, *roles: str, regulates: tuple[str, ...] = (), state="active", **mandate) -> Member:
    one = Member(id=id, name="One", state=state, group=Group(votes=True))
    one.grants = [RoleGrant(role=role, since=PAST) for role in roles]
    held = {"until": LATER} | mandate
    one.mandates = [Mandate(country=country, since=PAST, **held) for country in regulates]
    return one


KINDS = {
    "visitor": (Visitor(), {}),
    "applicant": (member(9, state="registered"), {}),
    "suspended lead": (member(LEAD, state="suspended"), {}),
    "suspended regulator": (member(9, regulates=("SG",), state="suspended"), {}),
    "member": (member(9), {}),
    "administrator": (member(9, "administrator"), {}),
    "lead": (member(LEAD), {"lead": {"SG", "MY"}}),
    "lead who regulates both": (member(LEAD, regulates=("SG", "MY")), {"lead": {"SG", "MY"}}),
    "lead who is an officer": (member(LEAD, "officer"), {"lead": {"SG", "MY"}}),
    "editor": (member(EDITOR), {}),
    "editor who regulates and is an officer": (member(EDITOR, "officer", regulates=("SG",)), {}),
    "officer": (member(9, "officer"), {"steward": {"SG", "MY"}}),
    "officer who regulates": (
        member(9, "officer", regulates=("SG",)),
        {"steward": {"SG", "MY"}, "regulator": {"SG"}},
    ),
    "regulator": (member(9, regulates=("SG",)), {"regulator": {"SG"}}),
    "regulator of the other country": (member(9, regulates=("MY",)), {"regulator": {"MY"}}),
    "regulator of a country not asked": (member(9, regulates=("TH",)), {}),
    "regulator whose mandate ran out": (member(9, regulates=("SG",), until=PAST), {}),
    "regulator whose mandate was ended": (member(9, regulates=("SG",), ended_at=PAST), {}),
    "system": (SYSTEM, {"clock": {"SG", "MY"}}),
}
"""Each kind of person, and in which countries they act in which capacity."""


@cache
def track(country: str, stands: str) -> PilotCountry:
    """A track of a pilot led by LEAD, in SG and MY; the other country stands alike."""
    pilot = Pilot(id=1, lead_id=LEAD, editors=[PilotEditor(member_id=EDITOR)])
    state, held = stands.split(" ")[0], HELD.get(stands, "")
    pilot.tracks = [PilotCountry(country=code, state=state, held_by=held) for code in ("SG", "MY")]
    return next(one for one in pilot.tracks if one.country == country)


def allowed(key: str, stands: str, country: str, acts: dict[str, set[str]]) -> bool:
    capacities = {by for by, countries in acts.items() if country in countries}
    return any({stands, stands.split(" ")[0]} & BEGINS.get((key, by), set()) for by in capacities)


def test_the_tables_name_every_step_capacity_and_state():
    assert {key for key, _by in BEGINS} == set(MOVES)
    assert {by for _key, by in BEGINS} == {by.value for by in By}
    assert {stands.split(" ")[0] for stands in STANDS} == {state.value for state in State}


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_from_every_state(kind):
    actor, acts = KINDS[kind]
    with clock.at(NOW):
        wrong = [
            (key, stands, country)
            for country in ("SG", "MY")
            for stands in STANDS
            for key, step in MOVES.items()
            if (moving.capacity(step, track(country, stands), actor) is not None)
            != allowed(key, stands, country, acts)
        ]
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_permit_of_each_step_lets_in_nobody_else(kind):
    """A route's permit is asked of a track or of the whole pilot, whatever its state."""
    actor, acts = KINDS[kind]
    with clock.at(NOW):
        for key, may in MOVING.items():
            capacities = {by for step, by in BEGINS if step == key}
            for country in ("SG", "MY"):
                here = any(country in acts.get(by, ()) for by in capacities)
                assert may(actor, track(country, "in_review")) == here, (key, country)
            anywhere = any(acts.get(by) for by in capacities)
            assert may(actor, track("SG", "in_review").pilot) == anywhere, key


def test_nobody_can_decide_for_another_country_or_approve_itself():
    """What must hold, said once more in so many words."""
    with clock.at(NOW):
        for kind, (actor, _acts) in KINDS.items():
            for country in ("SG", "MY"):
                decides = MOVING["decide"](actor, track(country, "in_review"))
                assert not decides or (actor.regulates(country) and actor.id not in (LEAD, EDITOR)), kind


def test_by_the_pages_too(app):
    """The lead who regulates, the other country's regulator and an officer all send a good decision for Singapore."""
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    twice = people.member("Tessa", "developers", "SG", regulates="SG")
    stories.actions.add_editor(pilot, twice.slug, actor=cast.lead)
    stories.actions.hand_over(pilot, twice.id, actor=cast.lead)
    sent = {"state": "approved", "authority": "A", "reference": "R", "instrument": "Act"}
    sent |= {"decided_on": stories.today().isoformat(), "attestation": "regulator_attested"}
    sent["ends_on"] = (stories.today() + timedelta(days=30)).isoformat()
    for who in (twice, cast.lead, cast.other, cast.officer, cast.regulator):
        client = people.sign_in(app.test_client(), who)
        answer = client.post(f"/pilots/{pilot.uid}/in/SG/decide", data=sent)
        assert answer.status_code == (303 if who is cast.regulator else 403), who.name
        state = stories.track(pilot).state
        assert state == ("approved" if who is cast.regulator else "in_review")
