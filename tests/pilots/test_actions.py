"""Writing a dossier: who may, what is kept, what is closed, and two people at once."""

from datetime import timedelta

import pytest

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded, Stale
from cop.members.models import Visitor
from cop.pilots import actions, country_dossier, dossier, gates, parts_actions, track_actions
from cop.pilots.models import Pilot, Product, ProductVersion
from cop.pilots.rules import State
from tests import people
from tests.pilots import stories


def test_a_uid_is_given_once_a_year_and_never_again(app):
    cast = stories.Cast()
    with clock.at(clock.now().replace(year=2031)):
        uids = [stories.draft(cast).uid for _ in range(2)]
    with clock.at(clock.now().replace(year=2032)):
        uids.append(stories.draft(cast).uid)
    assert uids == ["COP-2031-0001", "COP-2031-0002", "COP-2032-0001"]


def test_visitors_register_nothing(app):
    with pytest.raises(SignInNeeded):
        actions.register("Title", ["SG"], actor=Visitor())


@pytest.mark.parametrize("code", ["XX", "XA", "", "sg", "SGP"])
def test_a_country_is_one(app, code):
    """Invented countries are for demonstrations, and this is none."""
    with pytest.raises(Invalid):
        actions.register("Title", [code], actor=people.member())
    assert db.session.query(Pilot).count() == 0


def writers(cast):
    return {
        "save": lambda p, a: actions.save_stage(
            p, dossier.SAFETY, stories.answers(dossier.SAFETY), p.versions.get("safety", 0), actor=a
        ),
        "save_country": lambda p, a: actions.save_stage(
            p.tracks[0], country_dossier.ETHICS, stories.answers(country_dossier.ETHICS), 1, actor=a
        ),
        "country": lambda p, a: actions.add_country(p, "TH", actor=a),
        "metric": lambda p, a: parts_actions.add_metric(p, stories.CRITERION, actor=a),
        "change_metric": lambda p, a: parts_actions.change_metric(
            p.metrics[0], stories.CRITERION, 1, actor=a
        ),
        "remove_metric": lambda p, a: parts_actions.remove_metric(p.metrics[0], actor=a),
        "site": lambda p, a: stories.prepare_site(cast, p.tracks[0]) if a is cast.lead else add_site(p, a),
        "remove_site": lambda p, a: parts_actions.remove_site(p.tracks[0].sites[0], actor=a),
        "remove_country": lambda p, a: actions.remove_country(p.tracks[0], actor=a),
    }


def add_site(pilot, actor):
    site = {"facility": "home", "province": "N", "name": "S", "lead": "L", "taking_part": None}
    parts_actions.add_site(pilot.tracks[0], site, actor=actor)


@pytest.mark.parametrize("key", list(writers(None)))
def test_the_team_alone_writes_a_dossier(app, key):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    stories.fill(cast, pilot)
    write = writers(cast)[key]
    others = [
        Visitor(),
        people.member("Bob"),
        people.administrator(),
        cast.officer,
        cast.regulator,
        cast.editor,
    ]
    for nobody in others:
        with pytest.raises((Forbidden, SignInNeeded)):
            write(pilot, nobody)
    actions.add_editor(pilot, cast.editor.slug, actor=cast.lead)
    write(pilot, cast.editor)


def test_the_lead_alone_chooses_the_team(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    actions.add_editor(pilot, cast.editor.slug, actor=cast.lead)
    for nobody in (cast.editor, cast.officer, people.administrator()):
        with pytest.raises(Forbidden):
            actions.add_editor(pilot, nobody.slug, actor=nobody)
        with pytest.raises(Forbidden):
            actions.hand_over(pilot, cast.editor.id, actor=nobody)
    with pytest.raises(Invalid):
        actions.add_editor(pilot, cast.editor.slug, actor=cast.lead)
    with pytest.raises(Invalid):
        actions.hand_over(pilot, cast.officer.id, actor=cast.lead)
    actions.hand_over(pilot, cast.editor.id, actor=cast.lead)
    assert (pilot.lead_id, pilot.team) == (cast.editor.id, {cast.editor.id, cast.lead.id})
    actions.remove_editor(pilot, cast.lead.id, actor=cast.editor)
    assert pilot.team == {cast.editor.id}


def test_the_second_to_save_sees_that_somebody_was_faster(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    use = stories.answers(dossier.USE)
    actions.save_stage(pilot, dossier.USE, use, 0, actor=cast.lead)
    actions.save_stage(pilot, dossier.STUDY, stories.answers(dossier.STUDY), 0, actor=cast.lead)
    with pytest.raises(Stale) as stale:
        actions.save_stage(pilot, dossier.USE, use | {"users": "Nobody"}, 0, actor=cast.lead)
    assert stale.value.version == 1
    assert pilot.answers["users"] == use["users"]
    metric = parts_actions.add_metric(pilot, stories.CRITERION, actor=cast.lead)
    parts_actions.change_metric(metric, stories.CRITERION, 1, actor=cast.lead)
    with pytest.raises(Stale):
        parts_actions.change_metric(metric, stories.CRITERION, 1, actor=cast.lead)


def test_a_stage_replaces_its_own_answers_and_no_other(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    actions.save_stage(pilot, dossier.USE, stories.answers(dossier.USE), 0, actor=cast.lead)
    actions.save_stage(pilot, dossier.STUDY, {"question": "Q"}, 0, actor=cast.lead)
    actions.save_stage(pilot, dossier.USE, {"users": "U", "question": "smuggled"}, 1, actor=cast.lead)
    assert pilot.answers == {"question": "Q", "users": "U"}


def test_two_pilots_of_one_product_share_it(app):
    cast = stories.Cast()
    product = {"product": "Lumen", "developer": "Lab", "product_version": "2.1"}
    for more in ({}, {"product": "LUMEN"}, {"product_version": "2.2"}):
        pilot = stories.draft(cast)
        actions.save_stage(pilot, dossier.PRODUCT, product | more, 0, actor=cast.lead)
        assert gates.answers_of(pilot)["product_version"] == (product | more)["product_version"]
    assert (db.session.query(Product).count(), db.session.query(ProductVersion).count()) == (1, 2)


def test_a_product_half_named_is_kept_as_typed(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    actions.save_stage(pilot, dossier.PRODUCT, {"product": "Lumen"}, 0, actor=cast.lead)
    assert (pilot.version_id, gates.answers_of(pilot)["product"]) == (None, "Lumen")


def test_what_regulators_judge_is_closed_from_submission_until_returned(app):
    cast = stories.Cast()
    pilot = stories.submitted(cast)
    with pytest.raises(IllegalMove):
        actions.save_stage(pilot, dossier.USE, {"users": "Others"}, 1, actor=cast.lead)
    for change in (
        lambda: parts_actions.add_metric(pilot, stories.CRITERION, actor=cast.lead),
        lambda: parts_actions.remove_metric(pilot.metrics[0], actor=cast.lead),
    ):
        with pytest.raises(IllegalMove):
            change()
    track_actions.return_to_team(pilot, "Unclear", actor=cast.officer)
    actions.save_stage(pilot, dossier.USE, {"users": "Others"}, 1, actor=cast.lead)


def test_a_new_country_does_not_open_what_another_approved(app):
    cast = stories.Cast()
    pilot = stories.decided(cast)
    track_actions.withdraw(pilot, "For now", actor=cast.lead)
    with pytest.raises(IllegalMove):
        actions.add_country(pilot, "TH", actor=cast.lead)
    pilot = stories.decided(cast)
    actions.add_country(pilot, "TH", actor=cast.lead)
    with pytest.raises(IllegalMove):
        actions.save_stage(pilot, dossier.USE, {"users": "Others"}, 1, actor=cast.lead)


def test_safety_closes_when_the_pilot_starts_and_ethics_can_be_renewed(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    with pytest.raises(IllegalMove):
        actions.save_stage(pilot, dossier.SAFETY, stories.answers(dossier.SAFETY), 1, actor=cast.lead)
    track = stories.track(pilot)
    with pytest.raises(IllegalMove):
        actions.save_stage(track, country_dossier.DATA, {}, 1, actor=cast.lead)
    ethics = stories.answers(country_dossier.ETHICS)
    actions.save_stage(track, country_dossier.ETHICS, ethics, 1, actor=cast.lead)


def test_a_country_that_was_asked_is_withdrawn_and_not_taken_out(app):
    cast = stories.Cast()
    pilot = stories.submitted(cast)
    with pytest.raises(IllegalMove):
        actions.remove_country(stories.track(pilot), actor=cast.lead)


def test_conditions_are_written_in_review_by_that_countrys_regulator(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    for nobody in (cast.lead, cast.other, cast.officer, people.administrator()):
        with pytest.raises(Forbidden):
            parts_actions.add_condition(stories.track(pilot), "Text", None, False, actor=nobody)
    condition = parts_actions.add_condition(stories.track(pilot), "Text", None, False, actor=cast.regulator)
    parts_actions.remove_condition(condition, actor=cast.regulator)
    track_actions.decide(stories.track(pilot), stories.ruling(), actor=cast.regulator)
    with pytest.raises(IllegalMove):
        parts_actions.add_condition(stories.track(pilot), "Text", None, False, actor=cast.regulator)


def test_a_condition_is_met_on_a_day_that_has_come_and_once(app):
    cast = stories.Cast()
    pilot = stories.decided(cast, State.CONDITIONAL)
    condition = stories.track(pilot).conditions[0]
    with pytest.raises(Invalid):
        parts_actions.confirm_met(condition, stories.today() + timedelta(days=1), actor=cast.regulator)
    parts_actions.confirm_met(condition, stories.today(), actor=cast.regulator)
    with pytest.raises(IllegalMove):
        parts_actions.confirm_met(condition, stories.today(), actor=cast.regulator)


def test_a_running_pilot_keeps_a_site(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    with pytest.raises(IllegalMove):
        parts_actions.remove_site(stories.track(pilot).sites[0], actor=cast.lead)


def test_a_result_is_a_share(app):
    cast = stories.Cast()
    pilot = stories.reporting(cast)
    with pytest.raises(Invalid):
        parts_actions.set_result(pilot.metrics[0], 101, 100, 1, actor=cast.lead)
