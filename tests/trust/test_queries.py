"""No page asks the database more when the community is larger: bounded, and alike for few rows and for many."""

from datetime import timedelta

import pytest

from cop.admission import invitation_actions, steward_actions
from cop.admission.invitation_actions import Proposed
from cop.almanac import actions as almanac_actions
from cop.calls import actions as call_actions
from cop.incidents import actions as incident_actions
from cop.incidents.actions import Told
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.pilots import actions as pilot_actions
from cop.polls import actions as poll_actions
from cop.polls.rules import Draft
from cop.statements import actions as drafting
from tests.calls.story import written as called
from tests.discussions import story as talk
from tests.people import member, officer, sign_in, space
from tests.sql import statements

MOST = 25
AT_HOME = (
    32  # one question for each kind of thing that can await somebody, whose features do not know each other
)
PAGES = (
    "/",
    "/discussions/",
    "/discussions/forum/",
    "/meetings/",
    "/meetings/past",
    "/date-polls/",
    "/calendar/",
    "/statements/",
    "/oversight/",
    "/oversight/periods/",
    "/pilots/",
    "/calls/",
    "/enquiries/",
    "/enquiries/targets/",
    "/guidance/",
    "/incidents/",
    "/incidents/clocks/",
    "/incidents/digest/",
    "/incidents/codes/",
    "/alerts/",
    "/in-use/",
    "/people/",
    "/facilitation/",
    "/moderation/",
    "/rules/",
    "/spaces/",
    "/spaces/forum",
    "/spaces/forum/people",
    "/secretariat/",
    "/secretariat/approvals",
    "/secretariat/changes",
    "/secretariat/import/",
    "/secretariat/invitations/",
    "/secretariat/stewards/",
    "/secretariat/delegations/",
    "/secretariat/holidays/",
    "/secretariat/ledger/",
    "/secretariat/mail/",
    "/secretariat/mandates/",
    "/secretariat/members/",
    "/secretariat/permissions",
    "/secretariat/pilots/",
    "/account/sessions",
    "/account/data",
    "/account/data/readings",
    "/privacy",
    "/secretariat/quiet",
    "/secretariat/readings",
    "/secretariat/retention",
)
"""Every list; what one thing's page asks is held beside that feature's own tests."""


@pytest.fixture
def boss(client):
    """Who may open every list, and what they see grows: an officer who is administrator too."""
    one = officer("Olga", votes=None)
    with transaction():
        one.grants.append(type(one.grants[0])(role="administrator", since=clock.now()))
    sign_in(client, one)
    return one


def grow(boss, forum, begin: int, end: int) -> None:
    """More of everything that lists show."""
    for number in range(begin, end):
        person = member(f"Person {number}", "regulators", "SG", regulates="SG")
        member(f"Asking {number}", state="awaiting", active_at=None)
        invited = Proposed(f"invited-{number}@example.org", f"Invited {number}", "regulators", "SG")
        invitation_actions.invite(invited, actor=boss)
        steward_actions.name_steward(person, False, actor=boss)
        space(f"room-{number}", "restricted", people=[boss])
        _write(boss, person, forum, number)


def _write(boss, person, forum, number: int) -> None:
    with transaction():
        thread = talk.thread(person, forum, f"Thread {number}")
        talk.answer(person, thread)
        drafting.draft(forum, f"Draft {number}", "One clause.\n\nAnother one.", actor=person)
        pilot_actions.register(f"Pilot {number}", ("SG", "MY"), actor=person)
        start = clock.now() + timedelta(days=number + 2)
        draft = Draft(f"When {number}", "", 60, "UTC", start - timedelta(days=1))
        poll_actions.start_poll(forum, draft, [start, start + timedelta(hours=1)], actor=boss)
        almanac_actions.enter_holiday("XA", start.date(), f"Day {number}", actor=boss)
        call = call_actions.begin_call(called(title=f"Call {number}"), actor=person)
        call_actions.publish_call(call, actor=person)
        incident_actions.report(Told("hazard", f"Tool {number}", "It could.", 0), actor=person)


def asked(client) -> dict[str, int]:
    """How many statements each page sends, once it is warm."""
    return {path: _count(client, path) for path in PAGES}


def _count(client, path: str) -> int:
    client.get(path)
    with statements() as sent:
        assert client.get(path).status_code == 200, path
    return len(sent)


def test_lists_ask_no_more_of_a_larger_community(client, boss):
    forum = space("forum")
    grow(boss, forum, 0, 2)
    few = asked(client)
    grow(boss, forum, 2, 25)
    db.session.expire_all()
    many = asked(client)
    assert {path: (few[path], many[path]) for path in PAGES if many[path] > few[path]} == {}
    assert many.pop("/") <= AT_HOME
    assert {path: number for path, number in many.items() if number > MOST} == {}


def test_every_list_is_looked_at(whole_app):
    listed = {
        rule.rule
        for rule in whole_app.url_map.iter_rules()
        if "GET" in rule.methods and "<" not in rule.rule and rule.rule.endswith("/")
    }
    assert listed - set(PAGES) == set()
