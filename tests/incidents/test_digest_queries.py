"""The digest counts and tells only what its reader may read."""

from datetime import date

import pytest

from cop.incidents import digest_queries, edit_actions
from cop.kernel import clock
from cop.members.models import Visitor
from tests import people
from tests.incidents import stories


@pytest.fixture
def cast(app):
    return stories.Cast()


def numbers(viewer, today=None):
    found = digest_queries.digest(viewer, today or clock.now().date())
    return [number for _month, number, _grave in found.months], dict(found.failures)


def test_who_reads_more_is_told_more_and_nobody_of_what_regulators_read(cast):
    for level in (2, 3, 4):
        one = stories.report(cast, harm=3)
        edit_actions.edit(one, "event", {"failure": "drift"}, 1, False, actor=cast.nurse)
        stories.opened(cast, level, one)
    assert numbers(Visitor()) == ([1], {"drift": 1})
    assert numbers(cast.member) == numbers(cast.officer) == ([2], {"drift": 2})
    assert [row.lesson for row in digest_queries.lessons(Visitor())] == ["Look twice at the apex."]


@pytest.mark.parametrize(("month", "told"), [("2025-11", False), ("2025-12", True), ("2026-11", True)])
def test_it_is_about_twelve_months(cast, month, told):
    one = stories.report(cast)
    edit_actions.edit(one, "circumstances", {"month": month}, 1, False, actor=cast.nurse)
    stories.opened(cast, 3, one)
    assert numbers(cast.member, date(2026, 11, 21))[0] == ([1] if told else [])


def test_the_page(app, cast):
    assert "No report is open to you yet" in app.test_client().get("/incidents/digest/").text
    stories.opened(cast, 3, harm=4)
    page = people.sign_in(app.test_client(), cast.member).get("/incidents/digest/").text
    assert "Month by month" in page and "Look twice" not in page
