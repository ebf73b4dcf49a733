"""Promises changed after the approval stay beside what they became; what came of a pilot says who vouches for it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.members.models import Visitor
from cop.pilots import actions, after_actions, after_queries, dossier, gates, parts_actions, track_actions
from tests import people
from tests.pilots import stories
from tests.pilots.test_views import browser

OTHER = stories.CRITERION | {"threshold": "at least 80 %"}


def page(app, pilot):
    return browser(app).get(f"/pilots/{pilot.uid}").get_data(as_text=True)


def test_a_changed_promise_stands_beside_the_first_and_the_hash_still_holds(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    after_actions.amend_criterion(pilot.metrics[0], OTHER, "Fewer cases came", actor=cast.lead)
    extra = stories.CRITERION | {"name": "Time to reading"}
    added = after_actions.add_criterion(pilot, extra, "Asked by a clinic", actor=cast.lead)
    after_actions.drop_criterion(added, "Not measured", actor=cast.lead)
    shown = page(app, pilot)
    assert "What was promised then matches it." in shown
    for words in ("at least 90 %", "at least 80 %", "Fewer cases came", "Time to reading", "Dropped"):
        assert words in shown
    with transaction():
        db.session.execute(text("UPDATE pilots SET criteria_hash = 'x'"))
    assert "does not match it" in page(app, pilot)


def test_a_change_is_kept_by_the_database(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    after_actions.amend_criterion(pilot.metrics[0], OTHER, "Fewer cases came", actor=cast.lead)
    for change in ("UPDATE pilot_amendments SET reason = 'Other'", "DELETE FROM pilot_amendments"):
        with pytest.raises(DatabaseError), transaction():
            db.session.execute(text(change))


def test_promises_change_only_by_the_team_only_after_the_approval_and_only_with_a_reason(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    with pytest.raises(IllegalMove):
        after_actions.amend_criterion(pilot.metrics[0], OTHER, "Why", actor=cast.lead)
    track_actions.decide(stories.track(pilot), stories.ruling(), actor=cast.regulator)
    for person in (Visitor(), cast.regulator, cast.officer, people.member("Bob")):
        with pytest.raises((Forbidden, SignInNeeded)):
            after_actions.amend_criterion(pilot.metrics[0], OTHER, "Why", actor=person)
        with pytest.raises((Forbidden, SignInNeeded)):
            after_actions.add_criterion(pilot, OTHER, "Why", actor=person)
        with pytest.raises((Forbidden, SignInNeeded)):
            after_actions.drop_criterion(pilot.metrics[0], "Why", actor=person)
    for given, reason in ((OTHER, " "), (stories.CRITERION, "Why")):
        with pytest.raises(Invalid):
            after_actions.amend_criterion(pilot.metrics[0], given, reason, actor=cast.lead)
    after_actions.drop_criterion(pilot.metrics[0], "Why", actor=cast.lead)
    with pytest.raises(IllegalMove):
        after_actions.drop_criterion(pilot.metrics[0], "Again", actor=cast.lead)
    with pytest.raises(IllegalMove):
        after_actions.amend_criterion(pilot.metrics[0], OTHER, "Again", actor=cast.lead)


def test_a_dropped_criterion_needs_no_result_and_an_added_one_does(app):
    cast = stories.Cast()
    pilot = stories.reporting(cast)
    actions.save_stage(pilot, dossier.RESULTS, stories.answers(dossier.RESULTS), 0, actor=cast.lead)
    assert gates.no_results(pilot)
    after_actions.drop_criterion(pilot.metrics[0], "Not measured", actor=cast.lead)
    assert not gates.no_results(pilot)
    added = after_actions.add_criterion(pilot, OTHER, "Measured instead", actor=cast.lead)
    db.session.refresh(pilot)
    assert gates.no_results(pilot)
    parts_actions.set_result(added, 8, 10, 1, actor=cast.lead)
    for who in (cast.lead, cast.regulator):
        track_actions.agree_to_disclose(pilot, actor=who)
    with pytest.raises(IllegalMove):
        after_actions.add_criterion(pilot, OTHER, "Too late", actor=cast.lead)


def test_a_change_takes_the_keys_back(app):
    cast = stories.Cast()
    pilot = stories.report_written(cast)
    track_actions.agree_to_disclose(pilot, actor=cast.lead)
    after_actions.amend_criterion(pilot.metrics[0], OTHER, "Why", actor=cast.lead)
    track_actions.agree_to_disclose(pilot, actor=cast.regulator)
    assert pilot.disclosed_at is None


def test_what_came_of_it_says_who_vouches(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    said = ("rule", stories.today(), "Reading within a week is allowed", "")
    with pytest.raises(IllegalMove):
        after_actions.tell_after(stories.track(pilot), *said, actor=cast.regulator)
    track_actions.terminate(pilot, "Done", "SG", actor=cast.regulator)
    for person in (Visitor(), cast.other, cast.officer, people.member("Bob")):
        with pytest.raises((Forbidden, SignInNeeded)):
            after_actions.tell_after(stories.track(pilot), *said, actor=person)
    after_actions.tell_after(stories.track(pilot), *said, actor=cast.regulator)
    client, here = browser(app, cast.lead), f"/pilots/{pilot.uid}/in/SG/after"
    typed = {"kind": "scaled", "day": stories.today().isoformat(), "text": "In all clinics"}
    assert client.post(here, data=typed).status_code == 303
    assert client.post(here, data=typed | {"link": "https://example.org/it"}).status_code == 303
    for wrong in (
        {"kind": "x"},
        {"day": "2999-01-01"},
        {"day": "2026-02-30"},
        {"link": "x"},
        {"text": "a\u202eb"},
    ):
        assert client.post(here, data=typed | wrong).status_code == 422
    vouched = [one.attestation for one in after_queries.aftermaths(pilot)]
    assert vouched == ["regulator_attested", "applicant_claimed", "public_document"]
    assert "Reading within a week is allowed" in page(app, pilot)


def test_promises_by_the_pages(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    client, here = browser(app, cast.lead), f"/pilots/{pilot.uid}/criteria"
    one = pilot.metrics[0].id
    assert client.post(f"{here}/{one}/amend", data=OTHER | {"reason": "Why"}).status_code == 303
    assert client.post(f"{here}/{one}/amend", data=OTHER | {"reason": "Why"}).status_code == 422
    assert client.post(f"{here}/later", data=OTHER | {"reason": ""}).status_code == 422
    assert client.post(f"{here}/later", data=OTHER | {"reason": "Why"}).status_code == 303
    assert client.post(f"{here}/{one}/drop", data={"reason": "Why"}).status_code == 303
    assert client.post(f"{here}/{one}/drop", data={"reason": "Why"}).status_code == 409


def test_the_time_to_decision_is_told(app):
    cast = stories.Cast()
    pilot = stories.decided(cast)
    shown = browser(app).get(f"/pilots/{pilot.uid}/in/SG").get_data(as_text=True)
    assert "Time to decision" in shown
    assert "0 days" in shown
