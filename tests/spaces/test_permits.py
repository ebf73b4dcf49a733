"""What a person is in a space."""

from cop.spaces import permits
from tests.people import member, space


def test_who_is_suspended_facilitates_nothing(app):
    wei = member("Wei", state="suspended")
    assert not permits.FACILITATOR.holds(wei, space(facilitators=[wei]))


def test_a_row_read_for_one_viewer_says_nothing_of_another(app):
    alice, eve = member(), member("Eve")
    one = space("one", "restricted", people=[alice])

    class Row:
        viewer_id, space_id, facilitated = alice.id, one.id, True

    assert permits.enters(alice, Row)
    assert permits.facilitates(alice, Row)
    assert not permits.enters(eve, Row)
    assert not permits.facilitates(eve, Row)
