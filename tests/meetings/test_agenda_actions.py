"""The agenda: items in order, and what they are about."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove, Invalid, Stale
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.agenda.rules import Point
from cop.meetings.series import actions
from tests.meetings.story import PLAN, PLANNED, Story
from tests.people import officer, space


def titles(meeting):
    return [item.title for item in agenda_queries.agenda(meeting)]


def test_items_stand_in_their_order(app):
    story = Story()
    for title in "ABC":
        story.item(title)
    item = db.session.scalars(select(AgendaItem).where(AgendaItem.title == "C")).one()
    agenda_actions.move_item_up(item, actor=story.fay)
    agenda_actions.move_item_up(item, actor=story.fay)
    agenda_actions.move_item_up(item, actor=story.fay)
    assert titles(story.meeting) == ["C", "A", "B"]
    agenda_actions.remove_item(item, actor=story.fay)
    assert titles(story.meeting) == ["A", "B"]


def test_an_item_is_edited_by_version(app):
    story = Story()
    item = story.item()
    agenda_actions.edit_item(item, Point("Welcome", 15), 1, actor=story.fay)
    with pytest.raises(Stale, match="Someone changed") as stale:
        agenda_actions.edit_item(item, Point("Other", 15), 1, actor=story.fay)
    assert (stale.value.theirs, stale.value.version) == ("Welcome", 2)


def test_an_item_and_what_it_is_about_point_at_each_other(app):
    story = Story()
    other = actions.schedule(story.space, replace(PLAN, title="Other"), actor=story.fay, now=PLANNED)
    with app.test_request_context():
        item = story.item(about=f"http://127.0.0.1:8000/meetings/{other.id}-other?x=1#y")
        assert item.ref == f"meeting:{other.id}"
        assert [(kind, one.title) for kind, one in refs.linked(other.ref, story.alice)] == [
            ("agenda", story.plan.title)
        ]
        agenda_actions.edit_item(item, Point("Opening", 10, about=""), 1, actor=story.fay)
        assert refs.linked(other.ref, story.alice) == []


@pytest.mark.parametrize(
    "about",
    [
        "https://elsewhere.example/meetings/1-x",
        "nonsense",
        "meeting:99",
        "/meetings/99-x",
        "[" * 400,
        "\\\\",
        "//",
    ],
)
def test_what_does_not_lie_here_is_refused_at_its_field(app, about):
    story = Story()
    with app.test_request_context(), pytest.raises(Invalid) as refused:
        story.item(about=about)
    assert refused.value.field == "about"
    assert titles(story.meeting) == []


def test_nobody_links_to_what_one_may_not_see_nor_loses_such_a_link(app):
    story = Story()
    secret = space("secret", "restricted")
    hidden = actions.schedule(secret, replace(PLAN, title="Hidden"), actor=officer(), now=PLANNED)
    with app.test_request_context():
        with pytest.raises(Invalid):
            story.item(about=hidden.ref)
        item = agenda_actions.add_item(
            story.meeting, Point("By Olga", 5, about=hidden.ref), actor=officer("Oscar"), now=PLANNED
        )
        agenda_actions.edit_item(item, Point("Renamed", 5, about=hidden.ref), 1, actor=story.fay)
    assert (item.title, item.ref) == ("Renamed", hidden.ref)


def test_an_agenda_has_an_end(app):
    story = Story()
    for number in range(agenda_actions.MOST_ITEMS):
        db.session.add(
            AgendaItem(
                meeting_id=story.meeting.id, position=number + 1, title="x", note="", minutes=1, presenter=""
            )
        )
    db.session.commit()
    with pytest.raises(IllegalMove):
        story.item()
