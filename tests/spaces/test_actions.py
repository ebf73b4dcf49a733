"""Who makes spaces, keeps them and puts people into them."""

import pytest
from sqlalchemy import func, select

from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, SignInNeeded, Stale
from cop.kernel.ledger import Entry
from cop.members.models import Visitor
from cop.spaces import actions, permits, queries, visibility
from cop.spaces.models import SpaceMember
from tests.people import administrator, member, officer, space


def test_a_community_begins_with_one_space_for_its_members(app):
    plenary = queries.by_slug(officer(), "plenary")
    assert plenary.visibility == "members"
    assert visibility.may_enter(member(), plenary.id)
    assert not visibility.may_enter(Visitor(), plenary.id)


def test_only_the_secretariat_keeps_spaces(app):
    one = space()
    for who in (member(), administrator(), member("Sue", state="suspended")):
        with pytest.raises(Forbidden):
            actions.create_space("x", "", "public", actor=who)
        with pytest.raises(Forbidden):
            actions.archive_space(one, actor=who)
    with pytest.raises(SignInNeeded):
        actions.create_space("x", "", "public", actor=Visitor())


def test_slugs_stay_apart_from_each_other_and_from_pages(app):
    olga = officer()
    made = [
        actions.create_space(title, "", "members", actor=olga).slug
        for title in ("New", "Triage", "Triage", "Triage")
    ]
    assert made == ["new-2", "triage", "triage-2", "triage-3"]


def test_an_edit_keeps_the_address_and_is_refused_when_stale(app):
    olga, one = officer(), space()
    actions.edit_space(one, "Another name", "Mandate", "public", 1, actor=olga)
    assert (one.slug, one.title, one.version) == ("forum", "Another name", 2)
    with pytest.raises(Stale, match="changed the space"):
        actions.edit_space(one, "Third", "", "public", 1, actor=olga)
    entry = db.session.scalars(select(Entry).where(Entry.verb == "space_edited")).one()
    assert entry.audience == "public"


def test_an_archived_space_is_reopened(app):
    olga, one = officer(), space()
    actions.archive_space(one, actor=olga)
    assert one not in queries.all_visible(olga)
    with pytest.raises(IllegalMove):
        actions.archive_space(one, actor=olga)
    actions.reopen_space(one, actor=olga)
    with pytest.raises(IllegalMove):
        actions.reopen_space(one, actor=olga)


def test_facilitators_are_appointed_and_released(app):
    olga, alice, one = officer(), member(), space()
    place = actions.add_person(one, alice, actor=olga)
    assert actions.add_person(one, alice, actor=olga) is place
    assert not permits.FACILITATOR.holds(alice, one)
    actions.appoint_facilitator(place, actor=olga)
    assert permits.FACILITATOR.holds(alice, one)
    assert queries.facilitators(one) == ["Alice"]
    actions.release_facilitator(place, actor=olga)
    assert not permits.FACILITATOR.holds(alice, one)
    actions.remove_person(place, actor=olga)
    assert db.session.scalar(select(func.count()).select_from(SpaceMember)) == 0
