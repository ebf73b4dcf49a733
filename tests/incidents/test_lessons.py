"""Once a month members read what reports newly teach, if they want it; everyone reads what is everyone's, as a feed."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import select

from cop.delivery import level_actions
from cop.delivery.letters import as_read_by
from cop.delivery.level_models import EVERYWHERE
from cop.delivery.level_rules import Level
from cop.delivery.levels import put
from cop.incidents import ladder_actions, lesson_queries, lessons
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.feeding import ATOM
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter
from cop.members.models import Member
from tests import people
from tests.incidents import stories

MARCH, APRIL = datetime(2026, 3, 10, tzinfo=UTC), datetime(2026, 4, 1, 0, 0, 20, tzinfo=UTC)


@pytest.fixture
def cast(app):
    return stories.Cast()


@pytest.fixture
def march(cast):
    """By level, the reports that got there in March."""
    with clock.at(MARCH):
        return {level: stories.opened(cast, level, product=f"Tool {level}") for level in (2, 3, 4)}


def told(moment=APRIL):
    for _worker in range(2):
        lessons.tick(moment)
    entries = db.session.scalars(select(Entry).where(Entry.verb == "lessons_told").order_by(Entry.id)).all()
    return [(entry.facts["month"], sorted(entry.facts["reports"])) for entry in entries]


def test_a_month_is_told_once_with_what_members_came_to_read_in_it(march):
    assert told() == [("2026-03", [march[3].id, march[4].id])]
    assert told(datetime(2026, 4, 30, tzinfo=UTC)) == told()
    assert told(datetime(2026, 5, 1, tzinfo=UTC)) == [("2026-03", [march[3].id, march[4].id])]


def readers():
    entry = db.session.scalars(select(Entry).where(Entry.verb == "lessons_told")).one()
    return {db.session.get(Member, letter.to).name for letter in lessons.tell(entry)}


def test_it_goes_to_whoever_has_not_ended_it(cast, march):
    told()
    assert {"Nina", "Mona", "Dev"} <= readers()
    level_actions.choose_level(lesson_queries.monthly(cast.member), Level.MUTED, actor=cast.member)
    with transaction():
        put(cast.developer.id, EVERYWHERE, Level.MUTED)
        cast.other.state = "paused"
    assert readers() == {"Nina", "Rosa", "Oda"}


def written(reader):
    entry = db.session.scalars(select(Entry).where(Entry.verb == "lessons_told")).one()
    made = Letter("lessons", reader.id, entry.facts, entry.id)
    return as_read_by(reader, "en", lambda: lessons.letter(reader, made))


def test_the_letter_says_in_words_what_is_everyones_and_of_the_rest_where_it_stands(cast, march):
    told()
    mail = written(cast.member)
    assert "2 reports" in mail.subject and mail.stops == lesson_queries.LESSONS
    assert "Look twice at the apex." in mail.text and "lung" not in mail.text
    assert "Tool 3" in mail.text and "Tool 2" not in mail.text
    ladder_actions.narrow(march[4], "Somebody can be known", actor=cast.officer)
    assert "Tool 4" not in written(cast.member).text
    ladder_actions.narrow(march[3], "Somebody can be known", actor=cast.officer)
    assert written(cast.member) is None


def test_the_feed_holds_what_everyone_may_read_since_it_opened(app, march):
    visitor = app.test_client()
    feed = ET.fromstring(visitor.get("/incidents/feed.atom").data)
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert [entry.find(f"{{{ATOM}}}title").text for entry in entries] == ["Near miss: Tool 4"]
    assert entries[0].find(f"{{{ATOM}}}summary").text == "Look twice at the apex."
    assert entries[0].find(f"{{{ATOM}}}published").text == "2026-03-10T00:00:00Z"
    assert entries[0].find(f"{{{ATOM}}}id").text.endswith(f"/incidents/{march[4].uid}")
    assert 'type="application/atom+xml"' in visitor.get("/incidents/digest/").text


def test_it_is_ended_and_begun_again_on_the_page(app, cast):
    client = people.sign_in(app.test_client(), cast.member)
    for wanted, offered in (("no", "Send me these letters"), ("yes", "Send me no more of them")):
        answer = client.post("/incidents/digest/letters", data={"wanted": wanted})
        assert answer.status_code == 303
        assert offered in client.get("/incidents/digest/").text
    assert app.test_client().post("/incidents/digest/letters").status_code in (302, 303, 401, 404)
    assert "Once a month" not in app.test_client().get("/incidents/digest/").text
