"""Convening, naming, reviewing, opening: who may, who is told, who reads what."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.kernel import clock, owing
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded, Stale
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.members import interest_actions
from cop.members.interest_actions import Declared
from cop.members.interest_rules import About, Nature
from cop.members.models import Member, Visitor
from cop.panels import actions, clockwork, notices, queries, review_actions
from cop.panels.rules import Written
from cop.panels.visibility import Sight, sight
from cop.pilots import track_actions
from tests import people
from tests.panels import stories
from tests.pilots import stories as pilots


@pytest.fixture
def cast(app):
    return stories.Cast()


def others(cast):
    """Everybody who is not Singapore's regulator."""
    return [Visitor(), cast.lead, cast.editor, cast.officer, cast.other, cast.clinician, SYSTEM]


def letters():
    """(what is said, names of those told) by the newest entry."""
    entry = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    tell = notices.tell_opened if entry.verb == "panel_set" else notices.tell
    told = list(tell(entry))
    return {one.about["says"] for one in told}, {db.session.get(Member, one.to).name for one in told}


def test_only_the_countrys_regulator_convenes_and_names(cast):
    track = pilots.track(pilots.in_review(cast))
    for one in others(cast):
        with pytest.raises((Forbidden, SignInNeeded)):
            actions.convene(track, stories.settings(), actor=one)
    panel = actions.convene(track, stories.settings(), actor=cast.regulator)
    for one in others(cast):
        with pytest.raises((Forbidden, SignInNeeded)):
            actions.name_reviewer(panel, cast.clinician, "clinical", actor=one)
        with pytest.raises((Forbidden, SignInNeeded)):
            actions.set_panel(panel, stories.settings(released=True), panel.version, actor=one)
    with pytest.raises(IllegalMove):
        actions.convene(track, stories.settings(), actor=cast.regulator)


def test_no_panel_for_a_draft_and_none_in_the_past(cast):
    with pytest.raises(IllegalMove):
        stories.convened(cast, pilots.draft(cast))
    with pytest.raises(Invalid):
        stories.convened(cast, due=pilots.today() - timedelta(days=1))


def test_who_stands_near_the_pilot_reviews_nothing(cast):
    panel = stories.convened(cast)
    pilot = panel.track.pilot
    colleague = people.member("Colin", "developers", "ID")
    sponsored = people.member("Sven", "institutions", "SG")
    with transaction():
        colleague.organisation = cast.lead.organisation
        sponsored.organisation = people.organisation(pilot.answers["sponsor"])
    owner = people.member("Oona", "institutions", "SG")
    about = Declared(
        About.PRODUCT,
        pilot.product_version.product.name,
        Nature.OWNERSHIP,
        pilots.today() - timedelta(days=9),
    )
    interest_actions.declare(owner, about, actor=owner)
    gone = people.member("Gus", state="suspended")
    for near in (None, cast.lead, cast.editor, cast.regulator, colleague, sponsored, owner, gone):
        if near is cast.editor:
            from_team(pilot, near)
        with pytest.raises(Invalid) as refused:
            stories.named(cast, panel, near)
        assert refused.value.field == "slug"
    stories.named(cast, panel, cast.clinician)
    with pytest.raises(Invalid):
        stories.named(cast, panel, cast.clinician, "ethics")


def from_team(pilot, person):
    pilots.actions.add_editor(pilot, person.slug, actor=pilot.lead)


def test_a_reviewer_declares_interests_before_reading_the_others(cast):
    panel = stories.convened(cast)
    review = stories.named(cast, panel, cast.clinician)
    assert letters() == ({"reviewer_named"}, {"Cora"})
    assert sight(cast.clinician, panel) is Sight.ASKED
    with pytest.raises(Invalid):
        review_actions.accept(review, "  ", actor=cast.clinician)
    with pytest.raises(Forbidden):
        review_actions.accept(review, "None", actor=cast.ethicist)
    with pytest.raises(Forbidden):
        review_actions.write(review, Written(), 1, actor=cast.clinician)
    review_actions.accept(review, "A talk, paid by nobody", actor=cast.clinician)
    assert letters() == ({"reviewer_accepted"}, {"Rita"})
    assert sight(cast.clinician, panel) is Sight.WHOLE


def test_a_review_is_saved_concluded_and_changed_until_the_decision(cast):
    panel = stories.convened(cast)
    review = stories.accepted(cast, panel)
    for one in (*others(cast)[:5], cast.regulator):
        with pytest.raises((Forbidden, SignInNeeded)):
            review_actions.write(review, Written(), review.version, actor=one)
    review_actions.write(review, Written(reasons="So far"), 1, actor=cast.clinician)
    with pytest.raises(Stale):
        review_actions.write(review, Written(), 1, actor=cast.clinician)
    stories.concluded(review, conclusion="conditions", terms="Double reading")
    assert letters() == ({"review_concluded"}, {"Rita"})
    with pytest.raises(Invalid):
        review_actions.write(review, Written(), review.version, actor=cast.clinician)
    stories.concluded(review, conclusion="unfavourable")
    track_actions.decide(panel.track, pilots.ruling(), actor=cast.regulator)
    with pytest.raises(IllegalMove):
        stories.concluded(review)
    assert (review.conclusion, review.terms) == ("unfavourable", "")


def test_the_decision_waits_only_where_its_regulator_asked_for_that(cast):
    panel = stories.convened(cast, waited=True)
    review = stories.accepted(cast, panel)
    with pytest.raises(IllegalMove) as refused:
        track_actions.decide(panel.track, pilots.ruling(), actor=cast.regulator)
    assert refused.value.values == {"missing": ["the clinical review"]}
    stories.concluded(review, conclusion="unfavourable")
    track_actions.decide(panel.track, pilots.ruling(), actor=cast.regulator)
    assert panel.track.state == "approved"


def test_advice_holds_nothing_up(cast):
    panel = stories.convened(cast)
    stories.named(cast, panel, cast.clinician)
    track_actions.decide(panel.track, pilots.ruling(), actor=cast.regulator)
    assert panel.track.state == "approved"


def test_the_team_and_other_countries_read_what_was_opened_to_them(cast):
    panel = stories.convened(cast)
    stories.concluded(stories.accepted(cast, panel))
    before = [sight(one, panel) for one in (cast.lead, cast.other, cast.officer, cast.ethicist)]
    assert before == [Sight.NOTHING] * 4
    actions.set_panel(panel, stories.settings(released=True), panel.version, actor=cast.regulator)
    assert letters() == ({"panel_set.team"}, {"Lena"})
    assert (sight(cast.lead, panel), sight(cast.other, panel)) == (Sight.OUTCOME, Sight.NOTHING)
    actions.set_panel(panel, stories.settings(shared=True), panel.version, actor=cast.regulator)
    assert letters() == ({"panel_set.countries"}, {"Mani"})
    assert panel.released_at is not None
    assert (sight(cast.other, panel), sight(cast.officer, panel)) == (Sight.OUTCOME, Sight.NOTHING)


def test_the_condition_in_the_database_agrees_with_the_sight(app, cast):
    """For every kind of person, at every step of opening."""
    panel = stories.convened(cast)
    stories.accepted(cast, panel)
    stories.named(cast, panel, cast.ethicist, "ethics")
    stranger = people.member("Tida", country="TH", regulates="TH")
    everybody = [*others(cast)[:6], cast.regulator, cast.ethicist, stranger]
    with app.test_request_context():
        for opened in ({}, {"released": True}, {"shared": True}):
            actions.set_panel(panel, stories.settings(**opened), panel.version, actor=cast.regulator)
            for one in everybody:
                found = bool(list(queries.resolve([panel.id], one)))
                assert found == (sight(one, panel) > Sight.NOTHING), (opened, one.ref)


def test_who_was_taken_off_or_declined_reads_nothing_and_may_be_asked_again(cast):
    panel = stories.convened(cast)
    review = stories.accepted(cast, panel)
    actions.drop_reviewer(review, actor=cast.regulator)
    assert sight(cast.clinician, panel) is Sight.NOTHING
    with pytest.raises(IllegalMove):
        actions.drop_reviewer(review, actor=cast.regulator)
    again = stories.named(cast, panel, cast.clinician)
    assert (again.id, again.place, again.interests) == (review.id, "asked", "")
    review_actions.decline(again, actor=cast.clinician)
    assert letters() == ({"reviewer_declined"}, {"Rita"})
    assert sight(cast.clinician, panel) is Sight.NOTHING


def reminders():
    return db.session.scalars(select(Entry).where(Entry.verb == "reviewer_reminded")).all()


def test_a_reviewer_is_reminded_once_before_the_day_and_once_after(app, cast):
    panel = stories.convened(cast)
    review = stories.accepted(cast, panel)
    due = clock.midnight(panel.due)
    for day, number in ((-4, 0), (-3, 1), (0, 1), (1, 2), (9, 2)):
        clockwork.remind(due + timedelta(days=day))
        assert len(reminders()) == number, day
    assert not review_actions.remind(review, "late", actor=SYSTEM)  # as a second worker that came too late
    for one in reminders():
        (told,) = notices.tell(one)
        mail = as_read_by(cast.clinician, "en", lambda told=told: notices.letter(cast.clinician, told))
        assert panel.track.pilot.title in mail.text


def test_another_day_starts_the_clock_again_and_a_conclusion_stops_it(cast):
    panel = stories.convened(cast)
    review = stories.accepted(cast, panel)
    late = clock.midnight(panel.due) + timedelta(days=1)
    clockwork.remind(late)
    later = stories.settings(due=panel.due + timedelta(days=30))
    actions.set_panel(panel, later, panel.version, actor=cast.regulator)
    assert review.told == ""
    stories.concluded(review)
    clockwork.remind(late + timedelta(days=60))
    assert len(reminders()) == 1


def test_home_awaits_the_review_and_no_letter_reaches_who_may_not_read(app, cast):
    panel = stories.convened(cast)
    review = stories.named(cast, panel, cast.clinician)
    entry = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    (told,) = notices.tell(entry)
    assert waiting(app, cast.clinician) == [("Answer", panel.due)]
    assert waiting(app, cast.ethicist) == []
    actions.drop_reviewer(review, actor=cast.regulator)
    assert waiting(app, cast.clinician) == []
    assert as_read_by(cast.clinician, "en", lambda: notices.letter(cast.clinician, told)) is None


def waiting(app, who):
    with app.test_request_context():
        found = owing.awaiting(app.extensions["cop"].owed, who, clock.now())
        return [(one.act, one.due.date()) for one in found]
