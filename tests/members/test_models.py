"""People as rows."""

from cop.members.models import Member
from tests.people import member


def test_two_members_are_never_equal(app):
    alice, bob = member(), member("Bob")
    assert alice != bob
    assert bob != alice
    assert len({alice, bob}) == 2
    assert Member.query.filter_by(slug="alice").one() == alice
