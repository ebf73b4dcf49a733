"""Who sees a space, and how a member is found by name."""

import pytest

from cop.kernel import refs
from cop.kernel.errors import Invalid
from cop.members.models import Visitor
from cop.spaces import queries
from tests.people import administrator, member, officer, space


@pytest.mark.parametrize(
    ("kind", "who", "sees"),
    [
        ("public", Visitor, True),
        ("members", Visitor, False),
        ("members", lambda: member("Eve"), True),
        ("members", lambda: member("Sue", state="suspended"), False),
        ("restricted", lambda: member("Eve"), False),
        ("restricted", officer, True),
        ("restricted", administrator, False),
    ],
)
def test_who_sees_a_space(app, kind, who, sees):
    one, viewer = space("one", kind, people=[member()]), who()
    assert (queries.by_slug(viewer, "one") is not None) == sees
    assert (one.ref in _resolved(app, one, viewer)) == sees
    assert (one in queries.all_visible(viewer)) == sees


def _resolved(app, one, viewer):
    with app.test_request_context():
        return refs.resolve([one.ref], viewer)


def test_its_own_people_see_a_restricted_space(app):
    alice = member()
    assert queries.by_slug(alice, space("one", "restricted", people=[alice]).slug)


@pytest.mark.parametrize("words", ["Alice", "ALICE ", "alice@example.org", "alice"])
def test_a_member_is_found_by_name_or_address(app, words):
    alice = member()
    assert queries.member_called(words) == alice


def test_nobody_and_namesakes_are_said_so(app):
    with pytest.raises(Invalid, match="No member"):
        queries.member_called("Alice")
    member()
    member("Alice", slug="alice-2", addresses=[])
    with pytest.raises(Invalid, match="Several"):
        queries.member_called("Alice ")
