"""A deployer's checklist: who fills it, who reads what, and that it holds nothing up."""

from datetime import timedelta

import pytest

from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded, Stale
from cop.kernel.permits import SYSTEM
from cop.members.models import Visitor
from cop.oversight import notices, queries, shown, site_actions
from cop.oversight.models import Checklist
from cop.pilots import parts_actions, track_actions
from tests import people
from tests.oversight import stories
from tests.pilots import stories as pilots


@pytest.fixture
def cast(app):
    return stories.Cast()


def sentences(app, viewer, track):
    with app.test_request_context():
        return [(one.words, one.late) for one in shown.about_track(viewer, track)]


def test_the_lead_and_the_sites_contact_fill_it_and_nobody_else(cast):
    pilot = pilots.submitted(cast)
    site = pilots.track(pilot).sites[0]
    others = [Visitor(), cast.editor, cast.officer, cast.regulator, cast.other, cast.nurse, SYSTEM]
    for one in others:
        with pytest.raises((Forbidden, SignInNeeded)):
            site_actions.fill_checklist(site, stories.signed(), 0, actor=one)
        with pytest.raises((Forbidden, SignInNeeded)):
            site_actions.name_contact(site, cast.nurse, actor=one)
    site_actions.name_contact(site, cast.nurse, actor=cast.lead)
    (letter,) = notices.tell_contact(stories.newest())
    assert letter.to == cast.nurse.id
    with pytest.raises(Invalid):
        site_actions.name_contact(site, cast.nurse, actor=cast.lead)
    with pytest.raises(Invalid):
        site_actions.name_contact(site, None, actor=cast.lead)
    site_actions.fill_checklist(site, stories.signed("no"), 0, actor=cast.nurse)
    with pytest.raises(Stale):
        site_actions.fill_checklist(site, stories.signed(), 0, actor=cast.lead)
    with pytest.raises(Invalid):
        ahead = stories.signed(signed_on=stories.today() + timedelta(days=1))
        site_actions.fill_checklist(site, ahead, 1, actor=cast.lead)
    made = site_actions.fill_checklist(site, stories.signed(), 1, actor=cast.lead)
    assert (made.version, made.by_id) == (2, cast.lead.id)


def test_a_contact_is_named_once_members_see_the_pilot(cast):
    pilot = pilots.draft(cast)
    pilots.prepare_site(cast, pilots.track(pilot))
    with pytest.raises(IllegalMove):
        site_actions.name_contact(pilots.track(pilot).sites[0], cast.nurse, actor=cast.lead)


def test_a_pilot_starts_without_it_and_its_page_says_so(app, cast):
    pilot = pilots.decided(cast)
    track = pilots.track(pilot)
    assert sentences(app, Visitor(), track) == []
    track_actions.activate(track, actor=cast.lead)
    ((said, late),) = sentences(app, Visitor(), track)
    assert late and said.startswith("1 of 1 site runs without")
    site_actions.fill_checklist(track.sites[0], stories.signed(), 0, actor=cast.lead)
    assert sentences(app, Visitor(), track) == [("Every site has its whole deployer's checklist.", False)]


def test_remarks_and_signature_are_for_those_concerned(app, cast):
    pilot = pilots.active(cast)
    track = pilots.track(pilot)
    signed = stories.signed("no", note="Training next week")
    site_actions.fill_checklist(track.sites[0], signed, 0, actor=cast.lead)
    seen = {}
    with app.test_request_context():
        for one in (Visitor(), cast.nurse, cast.officer, cast.lead, cast.regulator, cast.other):
            (row,) = shown.site_rows(one, track)
            assert len(row["missing"]) == 6
            seen[one.ref] = (bool(row["remarks"]), row["whole"], row["title"])
    assert [seen[one.ref][0] for one in (cast.lead, cast.regulator, cast.other)] == [True] * 3
    assert [seen[one.ref][0] for one in (Visitor(), cast.nurse, cast.officer)] == [False] * 3
    assert "Clinic" not in seen["visitor"][2]


def test_a_site_that_is_removed_takes_its_checklist_along(cast):
    pilot = pilots.submitted(cast)
    track = pilots.track(pilot)
    site_actions.fill_checklist(track.sites[0], stories.signed(), 0, actor=cast.lead)
    site_actions.name_contact(track.sites[0], people.member("Nia"), actor=cast.lead)
    parts_actions.remove_site(track.sites[0], actor=cast.lead)
    assert db.session.query(Checklist).count() == 0
    assert queries.contacts(pilots.track(pilot)) == {}


def test_nothing_is_signed_for_a_pilot_that_has_ended(cast):
    pilot = pilots.active(cast)
    site = pilots.track(pilot).sites[0]
    track_actions.terminate(pilot, "Harm", "SG", actor=cast.regulator)
    with pytest.raises(IllegalMove):
        site_actions.fill_checklist(site, stories.signed(), 0, actor=cast.lead)
