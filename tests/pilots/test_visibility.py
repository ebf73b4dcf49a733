"""Who reads what: a canary in every field that is not public, looked for wherever a pilot shows."""

import pytest

from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.members.models import Visitor
from cop.pilots import actions, country_dossier, dossier, list_queries, parts_actions, queries, track_actions
from cop.pilots.fields import Kind, Seen
from cop.pilots.rules import State
from tests import people
from tests.pilots import stories

STAGES = (*dossier.STAGES.values(), *country_dossier.STAGES.values())
FIELDS = [f for stage in STAGES for f in stage.fields if f.kind in (Kind.LINE, Kind.PROSE, Kind.MAILBOX)]
MARKS = {f.key: f"canary{f.seen}{f.key.replace('_', '')}" for f in FIELDS}
LEVELS = {"visitor": "P", "member": "PM", "administrator": "PM", "regulator": "PMR", "other": "PMR"}
LEVELS |= {"foreign": "PM", "officer": "PMR", "lead": "PMR", "editor": "PMR"}


def told(cast, disclosed=False):
    """A pilot with a canary in each text field, reported, with a condition, its evidence and a returned reason."""
    pilot = stories.draft(cast, title=MARKS["title"])
    actions.add_editor(pilot, cast.editor.slug, actor=cast.lead)
    stories.fill(cast, pilot, MARKS)
    track_actions.submit(pilot, actor=cast.lead)
    track_actions.return_to_team(pilot, "canaryRreturned", actor=cast.officer)
    track_actions.submit(pilot, actor=cast.lead)
    track_actions.take_into_review(pilot, actor=cast.officer)
    track = stories.track(pilot)
    parts_actions.add_condition(track, "canaryPcondition", None, False, actor=cast.regulator)
    parts_actions.add_condition(stories.track(pilot, "MY"), "canaryXpending", None, False, actor=cast.other)
    track_actions.decide(track, stories.ruling(State.CONDITIONAL), actor=cast.regulator)
    parts_actions.offer_evidence(track.conditions[0], "canaryRevidence", 1, actor=cast.lead)
    site = {"facility": "home", "province": "canaryPprovince", "name": "canaryMsite", "lead": "canaryMhead"}
    parts_actions.add_site(track, site | {"taking_part": 4}, actor=cast.lead)
    actions.add_country(pilot, "TH", actor=cast.lead)
    track_actions.activate(stories.track(pilot), actor=cast.lead)
    track_actions.report(pilot, actor=cast.lead)
    actions.save_stage(pilot, dossier.RESULTS, stories.answers(dossier.RESULTS, MARKS), 0, actor=cast.lead)
    parts_actions.set_result(pilot.metrics[0], 77, 1234, 1, actor=cast.lead)
    if disclosed:
        track_actions.agree_to_disclose(pilot, actor=cast.lead)
        track_actions.agree_to_disclose(pilot, actor=cast.regulator)
    return pilot


EXTRA = (
    "canaryRreturned",
    "canaryRevidence",
    "canaryPcondition",
    "canaryPprovince",
    "canaryMsite",
    "canaryMhead",
)


def read_by(app, who, uid):
    """All that a person can read about the pilot, in one string."""
    browser = app.test_client()
    if who is not None:
        people.sign_in(browser, who)
    addresses = ["/pilots/", f"/pilots/{uid}", f"/pilots/{uid}.json", f"/pilots/{uid}/in/SG"]
    answers = [browser.get(address) for address in [*addresses, f"/pilots/{uid}/in/MY"]]
    assert [a.status_code for a in answers] == [200] * len(answers)
    return "\n".join(a.get_data(as_text=True) for a in answers)


def person(kind, cast):
    made = {
        "visitor": lambda: None,
        "member": lambda: people.member("Bob"),
        "administrator": people.administrator,
    }
    made |= {"foreign": lambda: people.member("Vera", country="VN", regulates="VN")}
    return made[kind]() if kind in made else getattr(cast, kind)


def test_every_field_is_read_at_its_level_and_not_above(app):
    cast = stories.Cast()
    pilot = told(cast)
    for kind, levels in LEVELS.items():
        seen = read_by(app, person(kind, cast), pilot.uid)
        for mark in [*MARKS.values(), *EXTRA]:
            level = mark.removeprefix("canary")[0]
            assert (mark in seen) is (level in levels), (kind, mark)
        assert ("1234" in seen) is ("R" in levels), kind
        assert ("canaryXpending" in seen) is (kind == "other"), kind
        assert ("taking_part_under" in seen) is ("R" not in levels), kind
        assert ("/in/TH" in seen) is ('"country":"TH"' in seen) is (kind in ("lead", "editor")), kind


def test_the_exit_report_is_everyones_after_two_keys(app):
    cast = stories.Cast()
    pilot = told(cast, disclosed=True)
    seen = read_by(app, None, pilot.uid)
    results = {f.key for f in dossier.RESULTS.fields}
    for field in FIELDS:
        public = field.seen is Seen.PUBLIC or field.key in results
        assert (MARKS[field.key] in seen) is public, field.key
    assert "1234" in seen
    assert "canaryRreturned" not in seen


STEPS = ["draft", "submitted", "in_review", "decided", "refused"]
READERS = {
    "draft": {"lead"},
    "submitted": {"lead", "member", "regulator", "officer", "administrator"},
    "in_review": {"lead", "member", "regulator", "officer", "administrator"},
    "decided": {"lead", "member", "regulator", "officer", "administrator", "visitor"},
    "refused": {"lead", "member", "regulator", "officer", "administrator"},
}


@pytest.mark.parametrize("step", STEPS)
def test_who_knows_of_a_pilot(app, step):
    cast = stories.Cast()
    pilot = stories.decided(cast, State.REFUSED) if step == "refused" else getattr(stories, step)(cast)
    cast.member, cast.administrator, cast.visitor = people.member("Bob"), people.administrator(), Visitor()
    for kind in ("lead", "member", "regulator", "officer", "administrator", "visitor"):
        who = getattr(cast, kind)
        knows = kind in READERS[step]
        assert (queries.pilot(who, pilot.uid) is not None) is knows, kind
        assert (queries.track(who, pilot.uid, "SG") is not None) is knows, kind
        assert bool(list_queries.listed(who).rows) is knows, kind
        assert bool(list_queries.countries_listed(who)) is knows, kind
        with app.test_request_context():
            assert bool(list(queries.resolve([pilot.id], who))) is knows, kind


def test_a_country_not_yet_asked_is_the_teams_alone(app):
    cast = stories.Cast()
    pilot = stories.decided(cast)
    actions.add_country(pilot, "TH", actor=cast.lead)
    for who in (cast.officer, cast.regulator, Visitor()):
        assert queries.track(who, pilot.uid, "TH") is None
        assert [c for c, _s in list_queries.states_of(who, [pilot.id])[pilot.id]] == ["MY", "SG"]
        assert list_queries.listed(who, list_queries.Wish(country="TH")).rows == []
    assert queries.track(cast.lead, pilot.uid, "TH") is not None


def test_filters_find_by_country_and_state_together(app):
    cast = stories.Cast()
    stories.decided(cast)
    found = {
        (country, state): bool(list_queries.listed(Visitor(), list_queries.Wish(country, state)).rows)
        for country in ("SG", "MY", "XX", "")
        for state in ("approved", "in_review", "active")
    }
    assert {key for key, there in found.items() if there} == {
        ("SG", "approved"),
        ("MY", "in_review"),
        ("", "approved"),
        ("", "in_review"),
    }


def test_the_clock_reads_nothing_by_itself(app):
    pilot = stories.draft(stories.Cast())
    assert queries.pilot(SYSTEM, pilot.uid) is None
    db.session.rollback()
