"""What is late is told once to those it concerns; a country's stop asks the others, and they answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.kernel.ledger import Entry
from cop.kernel.outbox import Item
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from cop.pilots import clockwork, home_queries, notices, track_actions, watch_actions, watching
from cop.pilots.flags import Flag
from tests import people
from tests.pilots import stories
from tests.pilots.test_track_actions import both_active
from tests.pilots.test_views import browser


def told():
    """(flag, names of those told) of each flag in the ledger."""
    entries = db.session.scalars(select(Entry).where(Entry.verb == "pilot_flagged").order_by(Entry.id))
    return [
        (e.facts["flag"], {db.session.get(Member, letter.to).name for letter in notices.tell(e)})
        for e in entries
    ]


def test_what_is_late_is_told_once_to_team_and_regulator(app):
    cast = stories.Cast()
    stories.active(cast)
    late = clock.now() + timedelta(days=31)
    clockwork.look({}, late)
    clockwork.look({}, late + timedelta(days=1))
    assert told() == [("overdue", {"Lena", "Rita"}), ("ethics", {"Lena", "Rita"})]


def test_silence_is_told_to_the_secretariat_too(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    with pytest.raises(Forbidden):
        watch_actions.raise_flag(stories.track(pilot), Flag.SILENT, stories.today(), actor=cast.officer)
    watch_actions.raise_flag(stories.track(pilot), Flag.SILENT, stories.today(), actor=SYSTEM)
    assert told() == [("silent", {"Lena", "Rita", "Olga"})]
    letter = next(iter(notices.tell(db.session.scalars(select(Entry).order_by(Entry.id.desc())).first())))
    mail = as_read_by(cast.lead, "en", lambda: notices.pilot(cast.lead, letter))
    assert "for 90 days" in mail.text


def test_the_day_is_looked_at_once(app):
    now = clock.now()
    clockwork.tick(now)
    clockwork.tick(now)
    assert db.session.scalars(select(Item.kind).where(Item.key.like("pilots:%"))).all() == ["pilots_day"]


def test_a_suspension_asks_the_other_active_countries_and_each_answers_for_itself(app):
    cast = stories.Cast()
    pilot = both_active(cast)
    with pytest.raises(IllegalMove):
        watch_actions.answer_review(stories.track(pilot, "MY"), "Nothing asked", actor=cast.other)
    track_actions.suspend(pilot, "A near miss", actor=cast.regulator)
    (asked,) = watching.reviews(pilot)
    assert (asked.track.country, asked.about, asked.answered_at) == ("MY", "SG", None)
    (waits,) = home_queries.reviews_owed(cast.other, clock.now())
    assert (waits.uid, waits.country, waits.about) == (pilot.uid, "MY", "SG")
    assert "Say why it may go on" in browser(app, cast.other).get("/").get_data(as_text=True)
    assert list(home_queries.reviews_owed(cast.regulator, clock.now())) == []
    for person in (cast.regulator, cast.lead, cast.officer, people.member("Bob")):
        with pytest.raises(Forbidden):
            watch_actions.answer_review(stories.track(pilot, "MY"), "Mine", actor=person)
    with pytest.raises(Invalid):
        watch_actions.answer_review(stories.track(pilot, "MY"), " ", actor=cast.other)
    client, here = browser(app, cast.other), f"/pilots/{pilot.uid}/in/MY/review"
    assert "Not answered" in browser(app).get(f"/pilots/{pilot.uid}").get_data(as_text=True)
    assert client.post(here, data={"reason": "Other machines here"}).status_code == 303
    assert list(home_queries.reviews_owed(cast.other, clock.now())) == []
    assert "Other machines here" in browser(app).get(f"/pilots/{pilot.uid}").get_data(as_text=True)
    assert client.post(here, data={"reason": "Again"}).status_code == 409
