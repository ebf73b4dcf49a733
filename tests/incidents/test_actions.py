"""Reporting, the ladder, replies, closing, and who may not."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from cop.incidents import actions, answer_actions, edit_actions, ladder_actions, queries
from cop.incidents.models import Agreement, Incident, Look, Reporter
from cop.incidents.rules import Level
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.kernel.ledger import Entry
from cop.members.models import Visitor
from tests import people
from tests.incidents import stories
from tests.pilots import stories as pilots


@pytest.fixture
def cast(app):
    return stories.Cast()


def test_two_minutes_make_a_report_of_this_month_in_the_reporters_country(cast):
    one = stories.report(cast)
    assert one.uid.startswith("INC-") and one.uid.endswith("-0001")
    assert (one.country, one.level, one.state, one.month) == ("SG", 0, "open", f"{clock.now():%Y-%m}")
    assert one.due == one.reported_at.replace(hour=0, minute=0, second=0) + timedelta(hours=720)


def test_the_ledger_never_names_who_reported(cast):
    one = stories.report(cast)
    edit_actions.edit(one, "event", {"narrative": "Otherwise."}, 1, False, actor=cast.nurse)
    entries = db.session.scalars(select(Entry).where(Entry.subject == one.ref)).all()
    assert {entry.actor for entry in entries} == {"system"}
    assert cast.nurse.ref not in str([entry.facts for entry in entries])


def test_a_report_about_a_pilot_takes_its_product_and_version(cast):
    pilot = pilots.active(pilots.Cast())
    one = stories.report(cast, product="", pilot=pilot.uid)
    assert (one.pilot, one.product, one.product_version) == (
        pilot.ref, pilot.product_version.product.name, pilot.product_version.label,
    )  # fmt: skip
    with pytest.raises(Invalid):
        stories.report(cast, pilot="COP-1999-0001")
    with pytest.raises(Invalid):
        stories.report(cast, product="")


def test_what_points_to_a_person_is_not_saved(cast):
    with pytest.raises(Invalid) as refused:
        stories.report(cast, narrative="Her number is S1234567D.", confirmed=True)
    assert refused.value.field == "narrative"
    with pytest.raises(Invalid):
        stories.report(cast, narrative="It was on 3/4/2026.")
    stories.report(cast, narrative="It was on 3/4/2026.", confirmed=True)
    assert db.session.query(Incident).count() == 1


# --- the form ---------------------------------------------------------------------------------------


def test_who_saves_second_is_told(cast):
    one = stories.report(cast)
    edit_actions.edit(one, "harm", {"harm": 4}, 1, False, actor=cast.nurse)
    with pytest.raises(Stale):
        edit_actions.edit(one, "harm", {"harm": 2}, 1, False, actor=cast.officer)
    assert one.harm == 4


def test_a_graver_harm_brings_the_authoritys_clock_forward(cast):
    one = stories.report(cast)
    before = one.due
    edit_actions.edit(one, "harm", {"harm": 3}, 1, False, actor=cast.nurse)
    assert before - one.due == timedelta(hours=720 - 240)
    edit_actions.edit(one, "harm", {"public_health": True}, 2, False, actor=cast.nurse)
    assert before - one.due == timedelta(hours=720 - 48)


def test_what_is_no_month_or_country_is_refused(cast):
    one = stories.report(cast)
    for values in ({"month": "2026-13"}, {"month": "1/2026"}, {"country": "ZZ"}):
        with pytest.raises(Invalid):
            edit_actions.edit(one, "circumstances", values, 1, False, actor=cast.nurse)


def test_once_a_regulator_reads_it_the_country_stays_and_then_everything_does(cast):
    one = stories.opened(cast)
    with pytest.raises(Invalid):
        edit_actions.edit(one, "circumstances", {"country": "MY"}, 1, False, actor=cast.nurse)
    stories.opened(cast, 2, one)
    with pytest.raises(IllegalMove):
        edit_actions.edit(one, "event", {"narrative": "New"}, 1, False, actor=cast.nurse)
    with pytest.raises(IllegalMove):
        edit_actions.take_action(one, {"containment": "New"}, 1, False, actor=cast.nurse)
    edit_actions.take_action(one, {"authority_reference": "HSA/9"}, 1, False, actor=cast.regulator)
    assert one.authority_reference == "HSA/9"


def test_only_the_reporter_and_the_secretariat_complete_it(cast):
    one = stories.opened(cast)
    for who in (cast.member, cast.other, cast.regulator):
        with pytest.raises(Forbidden):
            edit_actions.edit(one, "event", {"narrative": "New"}, 1, False, actor=who)


# --- the ladder -------------------------------------------------------------------------------------


def test_each_rung_takes_two_people_of_two_sides(cast):
    one = stories.report(cast)
    ladder_actions.agree(one, actor=cast.officer)
    assert one.level == Level.REPORTED
    with pytest.raises(IllegalMove):
        ladder_actions.agree(one, actor=people.officer("Omar"))
    ladder_actions.agree(one, actor=cast.regulator)
    assert one.level == Level.COUNTRY
    with pytest.raises(Forbidden):
        ladder_actions.agree(one, actor=cast.other)


def test_nobody_turns_both_keys(cast):
    both = people.officer("Bo", regulates="SG")
    one = stories.report(cast)
    ladder_actions.agree(one, actor=both)
    with pytest.raises(IllegalMove):
        ladder_actions.agree(one, actor=both)
    assert one.level == Level.REPORTED


def test_an_officer_is_no_steward_of_the_own_report(cast):
    omar = people.member("Omar", "observers", "SG", roles=("officer",))
    own = stories.report(cast, who=omar)
    with pytest.raises(Forbidden):
        ladder_actions.agree(own, actor=omar)
    stories.opened(cast, 1, own)


def test_other_words_are_agreed_to_again(cast):
    one = stories.opened(cast)
    ladder_actions.agree(one, actor=cast.officer)
    edit_actions.edit(one, "event", {"narrative": "Something else."}, 1, False, actor=cast.nurse)
    ladder_actions.agree(one, actor=cast.regulator)
    assert one.level == Level.COUNTRY


def test_members_wait_for_the_developers_reply_and_the_public_for_a_digest(cast):
    one = stories.asked(cast, level=2)
    with pytest.raises(IllegalMove):
        ladder_actions.agree(one, actor=cast.officer)
    answer_actions.reply(one, "The threshold was wrong.", False, actor=cast.developer)
    ladder_actions.agree(one, actor=cast.officer)
    ladder_actions.agree(one, actor=cast.regulator)
    assert one.level == Level.MEMBERS
    with pytest.raises(IllegalMove):
        ladder_actions.agree(one, actor=cast.officer)
    ladder_actions.write_lesson(one, "Look twice.", False, actor=cast.officer)
    stories.opened(cast, 4, one)
    with pytest.raises(IllegalMove):
        ladder_actions.write_lesson(one, "Other words", False, actor=cast.officer)


def test_the_developer_has_no_veto(cast):
    one = stories.asked(cast, level=2)
    with clock.at(one.reply_due + timedelta(minutes=1)):
        stories.opened(cast, 3, one)


def test_the_pilots_lead_is_asked_by_itself(cast):
    made = pilots.Cast()
    one = stories.report(cast, pilot=pilots.active(made).uid)
    assert one.respondents == []
    stories.opened(cast, 1, one)
    assert [r.member_id for r in one.respondents] == [made.lead.id]


def test_one_person_takes_it_back(cast):
    one = stories.opened(cast, 4)
    ladder_actions.narrow(one, "A place is named in it.", actor=cast.officer)
    assert one.level == Level.COUNTRY
    kept = db.session.scalars(select(Agreement.level).where(Agreement.incident_id == one.id))
    assert set(kept) == {1}
    with pytest.raises(IllegalMove):
        ladder_actions.narrow(one, "Again", actor=cast.officer)


def test_a_statement_rests_on_what_members_read(cast):
    one = stories.opened(cast, 2)
    assert not queries.citable(one.id)
    stories.opened(cast, 3, one)
    assert queries.citable(one.id)


# --- answers ----------------------------------------------------------------------------------------


def test_the_reporter_hears_before_it_closes(cast):
    one = stories.opened(cast)
    with pytest.raises(IllegalMove):
        answer_actions.close(one, "Done.", False, actor=cast.officer)
    assert stories.closed(cast).state == "closed"
    with pytest.raises(Forbidden):
        answer_actions.close(one, "Done.", False, actor=cast.regulator)


def test_what_is_closed_can_be_opened_and_not_edited(cast):
    one = stories.closed(cast)
    with pytest.raises(IllegalMove):
        edit_actions.edit(one, "harm", {"harm": 4}, one.version, False, actor=cast.nurse)
    answer_actions.open_again(one, actor=cast.officer)
    edit_actions.edit(one, "harm", {"harm": 4}, one.version, False, actor=cast.nurse)


def test_whoever_looks_up_the_reporter_is_written_down(cast):
    one = stories.report(cast)
    now = clock.now()
    assert not queries.looked_lately(cast.officer, one, now)
    with pytest.raises(Invalid):
        answer_actions.look_up_reporter(one, " ", actor=cast.officer)
    answer_actions.look_up_reporter(one, "A question about the dose", actor=cast.officer)
    assert queries.looked_lately(cast.officer, one, now)
    assert not queries.looked_lately(cast.officer, one, now + timedelta(minutes=16))
    assert [reason for _at, _name, reason in queries.looks(one)] == ["A question about the dose"]
    for who in (cast.regulator, cast.member):
        with pytest.raises(Forbidden):
            answer_actions.look_up_reporter(one, "Curious", actor=who)
    assert db.session.query(Look).count() == 1


def test_a_reporter_who_agreed_is_known_to_members_who_give_a_reason(cast):
    one = stories.opened(cast, 3, named=True)
    answer_actions.look_up_reporter(one, "To learn more", actor=cast.member)
    with transaction():
        db.session.query(Reporter).delete()
    db.session.expire_all()
    with pytest.raises(IllegalMove):
        answer_actions.look_up_reporter(one, "To learn more", actor=cast.officer)


def test_a_visitor_reports_nothing(cast):
    with pytest.raises(Exception, match="Sign in"):
        actions.report(actions.Told(**stories.TOLD), actor=Visitor())


def test_the_day_of_becoming_aware_moves_the_clock(cast):
    one = stories.report(cast)
    edit_actions.edit(one, "circumstances", {"aware_on": date(2026, 1, 1)}, 1, False, actor=cast.nurse)
    assert one.due.date() == date(2026, 1, 31)
