"""Every step by every kind of person, the gates, and what the chain keeps."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.members.models import Mandate, Visitor
from cop.pilots import actions, chain, clockwork, dossier, list_queries, parts_actions, queries, track_actions
from cop.pilots.models import Event, PilotEditor
from cop.pilots.rules import MOVES, Attestation, State
from tests import people
from tests.pilots import stories

# What each step is, from which story it begins, and who of the cast may take it.
STEPS = {
    "submit": (lambda p, a: track_actions.submit(p, actor=a), "filled", {"lead"}),
    "take": (lambda p, a: track_actions.take_into_review(p, actor=a), "submitted", {"officer"}),
    "return": (lambda p, a: track_actions.return_to_team(p, "Unclear", actor=a), "submitted", {"officer"}),
    "decide": (
        lambda p, a: track_actions.decide(stories.track(p), stories.ruling(), actor=a),
        "in_review",
        {"regulator"},
    ),
    "activate": (lambda p, a: track_actions.activate(stories.track(p), actor=a), "decided", {"lead"}),
    "suspend": (
        lambda p, a: track_actions.suspend(p, "Why", "SG", actor=a),
        "active",
        {"lead", "regulator"},
    ),
    "lift": (lambda p, a: track_actions.lift(p, "Why", "SG", actor=a), "suspended", {"regulator"}),
    "terminate": (lambda p, a: track_actions.terminate(p, "Why", "SG", actor=a), "active", {"regulator"}),
    "withdraw": (lambda p, a: track_actions.withdraw(p, "Why", actor=a), "active", {"lead"}),
    "report": (lambda p, a: track_actions.report(p, actor=a), "active", {"lead", "system"}),
    "complete": (lambda p, a: track_actions.complete(p, actor=a), "report_written", {"officer"}),
    "extend": (
        lambda p, a: track_actions.extend(
            stories.track(p), stories.today() + timedelta(days=400), "Slow", actor=a
        ),
        "active",
        {"regulator"},
    ),
}
KINDS = (
    "visitor",
    "suspended member",
    "member",
    "administrator",
    "lead",
    "editor",
    "officer",
    "officer in the team",
    "regulator",
    "regulator of the other country",
    "regulator of a country not asked",
    "regulator whose mandate ran out",
    "regulator whose mandate was ended",
    "regulator in the team",
    "system",
)


def filled(cast):
    pilot = stories.draft(cast)
    stories.fill(cast, pilot)
    return pilot


def into_team(pilot, person):
    with transaction():
        db.session.add(PilotEditor(pilot_id=pilot.id, member_id=person.id))
    return person


def with_mandate(name, **change):
    one = people.member(name, regulates="SG")
    with transaction():
        for key, value in change.items():
            setattr(db.session.scalars(select(Mandate).where(Mandate.member_id == one.id)).one(), key, value)
    return one


def person(kind, cast, pilot):
    past = clock.now() - timedelta(seconds=1)
    made = {
        "visitor": Visitor,
        "suspended member": lambda: people.member("Sue", state="suspended"),
        "member": lambda: people.member("Bob", "professionals", "MY"),
        "administrator": people.administrator,
        "lead": lambda: cast.lead,
        "editor": lambda: into_team(pilot, cast.editor),
        "officer": lambda: cast.officer,
        "officer in the team": lambda: into_team(pilot, people.officer("Otto")),
        "regulator": lambda: cast.regulator,
        "regulator of the other country": lambda: cast.other,
        "regulator of a country not asked": lambda: people.member("Tida", country="TH", regulates="TH"),
        "regulator whose mandate ran out": lambda: with_mandate("Rana", until=past),
        "regulator whose mandate was ended": lambda: with_mandate("Ria", ended_at=past),
        "regulator in the team": lambda: into_team(pilot, people.member("Rosa", regulates="SG")),
        "system": lambda: SYSTEM,
    }
    return made[kind]()


def test_every_move_is_in_the_grid():
    assert set(STEPS) == set(MOVES)


def begun(key):
    """(cast, a pilot at which the step begins)."""
    cast, begins = stories.Cast(), STEPS[key][1]
    return cast, (filled if begins == "filled" else getattr(stories, begins))(cast)


@pytest.mark.parametrize("key", STEPS)
def test_each_step_is_refused_to_all_others(app, key):
    step, _begins, who = STEPS[key]
    cast, pilot = begun(key)
    for kind in KINDS:
        if kind in who:
            continue
        actor = person(kind, cast, pilot)
        before = snapshot(pilot)
        with pytest.raises((Forbidden, SignInNeeded, IllegalMove)):
            step(pilot, actor)
        assert snapshot(pilot) == before, kind


@pytest.mark.parametrize(
    ("key", "kind"), [(key, kind) for key, (_s, _b, who) in STEPS.items() for kind in sorted(who)]
)
def test_each_step_is_taken_by_its_people(app, key, kind):
    cast, pilot = begun(key)
    before = snapshot(pilot)
    STEPS[key][0](pilot, person(kind, cast, pilot))
    after = snapshot(pilot)
    assert after[1] > before[1]
    assert after[2] != before[2]


def snapshot(pilot):
    db.session.expire_all()
    rows = [(t.country, t.state, t.decision, t.ends_on) for t in pilot.tracks]
    newest = db.session.scalar(select(Entry.id).order_by(Entry.id.desc()).limit(1))
    return rows, len(queries.events(pilot)), newest


# --- what each step does ----------------------------------------------------------------------------


def states(pilot):
    db.session.expire_all()
    return {t.country: t.state for t in pilot.tracks}


def test_a_step_of_the_whole_moves_every_country(app):
    cast = stories.Cast()
    pilot = stories.submitted(cast)
    assert states(pilot) == {"MY": "submitted", "SG": "submitted"}
    track_actions.take_into_review(pilot, actor=cast.officer)
    assert states(pilot) == {"MY": "in_review", "SG": "in_review"}


def test_no_regulator_decides_for_another_country(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    with pytest.raises(Forbidden):
        track_actions.decide(stories.track(pilot, "MY"), stories.ruling(), actor=cast.regulator)
    track_actions.decide(stories.track(pilot, "MY"), stories.ruling(), actor=cast.other)
    assert states(pilot) == {"MY": "approved", "SG": "in_review"}


def test_a_regulator_stops_only_its_own_country(app):
    cast = stories.Cast()
    pilot = both_active(cast)
    track_actions.suspend(pilot, "A near miss", actor=cast.other)
    assert states(pilot) == {"MY": "suspended", "SG": "active"}


def test_the_lead_stops_itself_everywhere_and_a_regulator_takes_that_over(app):
    cast = stories.Cast()
    pilot = both_active(cast)
    track_actions.suspend(pilot, "Our own doubt", actor=cast.lead)
    assert states(pilot) == {"MY": "suspended", "SG": "suspended"}
    track_actions.suspend(pilot, "We look into it", actor=cast.regulator)
    track_actions.lift(pilot, "Doubt gone", actor=cast.lead)
    assert states(pilot) == {"MY": "active", "SG": "suspended"}


def both_active(cast):
    pilot = stories.active(cast)
    track_actions.decide(stories.track(pilot, "MY"), stories.ruling(), actor=cast.other)
    track_actions.activate(stories.track(pilot, "MY"), actor=cast.lead)
    return pilot


def test_termination_revokes_the_decision(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    track_actions.terminate(pilot, "Harm", actor=cast.regulator)
    assert (stories.track(pilot).state, stories.track(pilot).decision) == ("terminated", "revoked")
    with pytest.raises(IllegalMove):
        track_actions.lift(pilot, "No", actor=cast.regulator)


def test_the_clock_ends_the_running_the_day_after_the_last(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    last = clock.now() + timedelta(days=200)
    clockwork.end_running(last)
    assert states(pilot)["SG"] == "active"
    clockwork.end_running(last + timedelta(days=1))
    clockwork.end_running(last + timedelta(days=1))
    assert states(pilot) == {"MY": "in_review", "SG": "reporting"}
    assert queries.events(pilot)[-1].data["by"] == "clock"


def test_the_first_approval_opens_the_pilot_and_fixes_its_criteria(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    assert (pilot.public_at, pilot.criteria_hash) == (None, "")
    track_actions.decide(stories.track(pilot), stories.ruling(), actor=cast.regulator)
    made = chain.criteria_hash([stories.CRITERION])
    assert pilot.public_at
    assert pilot.criteria_hash == made == queries.events(pilot)[-1].data["criteria"]
    assert queries.number_public() == 1
    with pytest.raises(IllegalMove):
        parts_actions.add_metric(pilot, stories.CRITERION, actor=cast.lead)
    track_actions.decide(stories.track(pilot, "MY"), stories.ruling(), actor=cast.other)
    assert "criteria" not in queries.events(pilot)[-1].data
    assert (queries.number_public(), list(queries.drift())) == (1, [])


def test_refused_everywhere_is_counted_and_named_only_if_the_lead_agrees(app):
    cast = stories.Cast()
    pilot = stories.decided(cast, State.REFUSED)
    assert list_queries.refusals() == []
    track_actions.decide(stories.track(pilot, "MY"), stories.ruling(State.REFUSED), actor=cast.other)
    assert list_queries.refusals() == [("decision_support", "evidence", 1)]
    assert queries.pilot(Visitor(), pilot.uid) is None
    for other in (cast.officer, cast.regulator, people.member("Bob")):
        with pytest.raises(Forbidden):
            track_actions.agree_to_be_named(pilot, actor=other)
    track_actions.agree_to_be_named(pilot, actor=cast.lead)
    assert queries.pilot(Visitor(), pilot.uid).uid == pilot.uid


def test_a_pilot_that_somebody_approved_is_not_counted_as_refused(app):
    cast = stories.Cast()
    pilot = stories.decided(cast)
    track_actions.decide(stories.track(pilot, "MY"), stories.ruling(State.REFUSED), actor=cast.other)
    assert (pilot.refused_at, list_queries.refusals()) == (None, [])


# --- gates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stage", [s for s in dossier.STAGES if any(f.needed == "S" for f in dossier.STAGES[s].fields)]
)
def test_a_pilot_is_submitted_with_every_answer_and_not_before(app, stage):
    cast = stories.Cast()
    pilot = filled(cast)
    found = dossier.STAGES[stage]
    field = next(f for f in found.fields if f.needed == "S" and f.key != "title")
    actions.save_stage(pilot, found, stories.answers(found) | {field.key: ""}, 1, actor=cast.lead)
    with pytest.raises(IllegalMove) as refused:
        track_actions.submit(pilot, actor=cast.lead)
    assert refused.value.values == {"team": [field.label]}
    actions.save_stage(pilot, found, stories.answers(found), 2, actor=cast.lead)
    track_actions.submit(pilot, actor=cast.lead)


def test_a_pilot_needs_a_criterion_and_a_country(app):
    cast = stories.Cast()
    pilot = stories.draft(cast, countries=())
    for stage in (dossier.SUMMARY, dossier.PARTIES, dossier.PRODUCT, dossier.USE, dossier.STUDY):
        actions.save_stage(pilot, stage, stories.answers(stage), 0, actor=cast.lead)
    with pytest.raises(IllegalMove):
        track_actions.submit(pilot, actor=cast.lead)
    actions.add_country(pilot, "TH", actor=cast.lead)
    with pytest.raises(IllegalMove, match="criterion"):
        track_actions.submit(pilot, actor=cast.lead)


LACKS = {
    "ethics_expiry": ("ethics", {"ethics_expiry": "2020-01-01"}, "an ethics review that is valid today"),
    "ethics_decision": ("ethics", {"ethics_decision": "pending"}, "an ethics review that is valid today"),
    "signatory": ("data", {"signatory": ""}, "Signed by"),
    "class": ("arrangements", {"amdd_class": ""}, "AMDD class"),
}


@pytest.mark.parametrize("lacking", LACKS)
def test_a_country_starts_behind_its_gate(app, lacking):
    cast = stories.Cast()
    pilot = stories.decided(cast)
    stage, change, sentence = LACKS[lacking]
    found = stories.country_dossier.STAGES[stage]
    track = stories.track(pilot)
    actions.save_stage(track, found, stories.answers(found) | change, 1, actor=cast.lead)
    with pytest.raises(IllegalMove) as refused:
        track_actions.activate(track, actor=cast.lead)
    assert sentence in refused.value.values["team"]
    assert stories.track(pilot).state == "approved"


def test_a_start_needs_numbers_in_the_stop_rules_and_an_assessment_for_the_highest_classes(app):
    cast = stories.Cast()
    pilot = stories.decided(cast)
    safety = stories.answers(dossier.SAFETY) | {"stop_rules": "When it feels wrong", "impact": ""}
    actions.save_stage(pilot, dossier.SAFETY, safety, 1, actor=cast.lead)
    stage = stories.country_dossier.ARRANGEMENTS
    actions.save_stage(
        stories.track(pilot), stage, stories.answers(stage) | {"amdd_class": "C"}, 1, actor=cast.lead
    )
    with pytest.raises(IllegalMove) as refused:
        track_actions.activate(stories.track(pilot), actor=cast.lead)
    assert refused.value.values["team"] == [
        "a number in the stop rules",
        "an impact assessment with its independent auditor, since the class is C or D",
    ]


def test_a_start_waits_for_its_conditions_and_a_site(app):
    cast = stories.Cast()
    pilot = stories.decided(cast, State.CONDITIONAL)
    track = stories.track(pilot)
    parts_actions.remove_site(track.sites[0], actor=cast.lead)
    with pytest.raises(IllegalMove) as refused:
        track_actions.activate(track, actor=cast.lead)
    assert refused.value.values == {
        "team": ["a site"],
        "regulator": ["the confirmation that each condition for the start is met"],
    }
    stories.prepare_site(cast, track)
    parts_actions.offer_evidence(track.conditions[0], "Two readers", 1, actor=cast.lead)
    for nobody in (cast.lead, cast.other, cast.officer):
        with pytest.raises(Forbidden):
            parts_actions.confirm_met(track.conditions[0], stories.today(), actor=nobody)
    parts_actions.confirm_met(track.conditions[0], stories.today(), actor=cast.regulator)
    track_actions.activate(track, actor=cast.lead)
    assert stories.track(pilot).state == "active"


def test_a_decision_that_ran_out_starts_nothing_until_extended(app):
    cast = stories.Cast()
    pilot = stories.decided(cast)
    later = clock.now() + timedelta(days=201)
    with clock.at(later):
        ethics = stories.answers(stories.country_dossier.ETHICS)
        actions.save_stage(stories.track(pilot), stories.country_dossier.ETHICS, ethics, 1, actor=cast.lead)
        with pytest.raises(IllegalMove) as refused:
            track_actions.activate(stories.track(pilot), actor=cast.lead)
        assert refused.value.values == {"regulator": ["an extension, since the decision has run out"]}
        until = later.date() + timedelta(days=9)
        track_actions.extend(stories.track(pilot), until, "It began late", actor=cast.regulator)
        track_actions.activate(stories.track(pilot), actor=cast.lead)


def test_a_pilot_is_completed_with_its_report_and_denominators(app):
    cast = stories.Cast()
    pilot = stories.reporting(cast)
    with pytest.raises(IllegalMove) as refused:
        track_actions.complete(pilot, actor=cast.officer)
    assert "a result with its denominator for every success criterion" in refused.value.values["team"]
    actions.save_stage(pilot, dossier.RESULTS, stories.answers(dossier.RESULTS), 0, actor=cast.lead)
    parts_actions.set_result(pilot.metrics[0], 90, 100, 1, actor=cast.lead)
    track_actions.complete(pilot, actor=cast.officer)
    assert states(pilot) == {"MY": "in_review", "SG": "completed"}


BAD = [
    ({"reference": ""}, "reference"),
    ({"instrument": ""}, "instrument"),
    ({"authority": ""}, "authority"),
    ({"ends_on": None}, "ends_on"),
    ({"decided_on": stories.date(2999, 1, 1)}, "decided_on"),
    ({"ends_on": stories.date(2020, 1, 1)}, "ends_on"),
    ({"attestation": Attestation.DOCUMENT}, "link"),
    ({"state": State.CONDITIONAL}, "state"),
    ({"state": State.REFUSED, "refusal": ""}, "refusal"),
    ({"state": State.REFUSED, "reason": ""}, "reason"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
def test_a_decision_without_its_basis_is_refused_at_its_field(app, change, field):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    with pytest.raises(Invalid) as refused:
        track_actions.decide(stories.track(pilot), stories.ruling(**change), actor=cast.regulator)
    assert refused.value.field == field
    assert states(pilot)["SG"] == "in_review"


@pytest.mark.parametrize("step", ["suspend", "terminate"])
def test_a_reason_is_demanded(app, step):
    cast = stories.Cast()
    pilot = stories.active(cast)
    with pytest.raises(Invalid):
        getattr(track_actions, step)(pilot, "  ", actor=cast.regulator)


# --- two keys ---------------------------------------------------------------------------------------


def test_the_exit_report_opens_by_two_keys(app):
    cast = stories.Cast()
    pilot = stories.report_written(cast)
    track_actions.agree_to_disclose(pilot, actor=cast.lead)
    assert pilot.disclosed_at is None
    with pytest.raises(IllegalMove):
        track_actions.agree_to_disclose(pilot, actor=cast.lead)
    with pytest.raises(IllegalMove):
        track_actions.agree_to_disclose(pilot, actor=cast.other)  # has not decided
    track_actions.agree_to_disclose(pilot, actor=cast.regulator)
    assert pilot.disclosed_at


def test_a_change_of_the_report_takes_the_keys_back(app):
    cast = stories.Cast()
    pilot = stories.report_written(cast)
    track_actions.agree_to_disclose(pilot, actor=cast.lead)
    parts_actions.set_result(pilot.metrics[0], 80, 100, 2, actor=cast.lead)
    track_actions.agree_to_disclose(pilot, actor=cast.regulator)
    assert pilot.disclosed_at is None


# --- the chain --------------------------------------------------------------------------------------


def test_the_chain_holds_and_shows_a_change(app):
    cast = stories.Cast()
    pilot = stories.suspended(cast)
    kept = queries.events(pilot)
    assert [e.kind for e in kept] == ["submit", "submit", "take", "take", "decide", "activate", "suspend"]
    assert chain.first_broken(pilot.uid, kept) is None
    kept[4].data = kept[4].data | {"to": "refused"}
    assert chain.first_broken(pilot.uid, kept) == 4
    db.session.rollback()
    kept = queries.events(pilot)
    assert chain.first_broken(pilot.uid, [*kept[:2], *kept[3:]]) == 2
    assert chain.first_broken("COP-2026-9999", kept) == 0


@pytest.mark.parametrize("change", ["UPDATE pilot_events SET country = 'XX'", "DELETE FROM pilot_events"])
def test_the_database_refuses_to_change_the_chain(app, change):
    stories.submitted(stories.Cast())
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(text(change))


def test_a_failed_step_leaves_no_event(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    before = db.session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1))
    with pytest.raises(RuntimeError), transaction():
        track_actions.decide(stories.track(pilot), stories.ruling(), actor=cast.regulator)
        raise RuntimeError
    assert db.session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1)) == before
    assert states(pilot)["SG"] == "in_review"


def test_a_draft_that_is_withdrawn_leaves_no_trace_for_others(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    track_actions.withdraw(pilot, "Changed our mind", actor=cast.lead)
    assert queries.events(pilot) == []
    assert queries.pilot(cast.officer, pilot.uid) is None
