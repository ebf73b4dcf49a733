"""Who does not answer an alert is reminded, once each step; then the secretariat hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.alerts import actions, home, notices, queries
from cop.alerts.models import Target
from cop.delivery.letters import as_read_by
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter
from cop.members.models import Member
from tests import people
from tests.alerts import stories
from tests.pilots import stories as pilots


@pytest.fixture
def cast(app):
    return pilots.Cast()


@pytest.fixture
def alert(cast):
    return stories.warn(cast, pilots.active(cast))


def tick(moment):
    """What is told now: (verb, names) of each new entry."""
    last = db.session.scalars(select(Entry.id).order_by(Entry.id.desc())).first()
    with clock.at(moment):
        for _worker in range(2):
            notices.remind(clock.now())
    new = db.session.scalars(select(Entry).where(Entry.id > last).order_by(Entry.id))
    return [(entry.verb, stories.told(entry)) for entry in new]


def test_each_step_tells_once_those_who_have_not_answered(cast, alert):
    own = next(one for one in alert.targets if one.country == "SG")
    assert tick(alert.due - timedelta(days=2)) == []
    assert tick(alert.due - timedelta(hours=20)) == [("alert_reminded", ["Lena", "Mani", "Rita"])]
    assert tick(alert.due - timedelta(hours=19)) == []
    actions.answer(own, "not_affected", "", False, actor=cast.regulator)
    assert tick(alert.due) == [("alert_reminded", ["Lena", "Mani"])]
    assert tick(alert.due + timedelta(days=3)) == [("alert_escalated", ["Lena", "Mani", "Olga"])]
    assert tick(alert.due + timedelta(days=90)) == []
    assert queries.to_remind(alert.due + timedelta(days=90)) == []


def test_where_no_worker_ran_for_weeks_the_last_step_alone_is_told(alert):
    assert [verb for verb, _who in tick(alert.due + timedelta(days=30))] == ["alert_escalated"]


def test_who_is_asked_later_has_as_long_as_the_others(cast, alert):
    with clock.at(alert.due + timedelta(days=10)):
        other = pilots.draft(cast, ("SG",), "Another")
        pilots.fill(cast, other)
        pilots.track_actions.submit(other, actor=cast.lead)
        notices.follow(db.session.scalars(select(Entry).order_by(Entry.id.desc())).first())
    late = db.session.scalars(select(Target).order_by(Target.id.desc())).first()
    assert late.until == alert.due + timedelta(days=17)
    assert all(one.until == alert.due for one in alert.targets if one.id != late.id)


def written(name, verb, alert, asked):
    reader = db.session.scalars(select(Member).where(Member.name == name)).one()
    about = {"verb": verb, "uid": alert.uid, "asked": asked}
    return as_read_by(reader, "en", lambda: notices.letter(reader, Letter("alert", reader.id, about, 1)))


def test_a_letter_that_became_moot_is_not_written(cast, alert):
    assert alert.uid in written("Rita", "alert_reminded", alert, True).subject
    own = next(one for one in alert.targets if one.country == "SG")
    actions.answer(own, "not_affected", "", False, actor=cast.regulator)
    assert written("Rita", "alert_reminded", alert, True) is None
    assert "have not answered" in written("Olga", "alert_escalated", alert, False).text
    for one in alert.targets:
        if not one.answer:
            one.answer, one.answered_at = "not_affected", clock.now()
    assert written("Olga", "alert_escalated", alert, False) is None


def test_the_page_and_the_secretariats_home_show_how_far_it_went(app, cast, alert):
    tick(alert.due + timedelta(days=4))
    with app.test_request_context():
        assert "See who" in [one.act for one in home.awaiting(cast.officer, clock.now())]
        assert "See who" not in [one.act for one in home.awaiting(cast.other, clock.now())]
    page = people.sign_in(app.test_client(), cast.officer).get(f"/alerts/{alert.uid}").text
    assert page.count("The secretariat was told on") == len(alert.targets)
