"""A meeting as the tests need it: Fay facilitates the forum, Alice and Bob are members of the community."""

from datetime import UTC, datetime, timedelta

from cop.kernel import clock
from cop.meetings import actions, agenda_actions, outcome_actions
from cop.meetings.quorum_rules import Quorum
from cop.meetings.rules import Answer, Plan, Point, Speech
from tests.people import member, space

BEGINS = datetime(2026, 12, 2, 2, tzinfo=UTC)
PLANNED = datetime(2026, 11, 20, 8, tzinfo=UTC)
local = datetime.fromisoformat
PLAN = Plan(
    title="Ninth regular meeting",
    purpose="Decide on **two** things.",
    start=local("2026-12-02T10:00"),
    zone="Asia/Kuala_Lumpur",
    minutes=120,
    place="Room 5, Kuala Lumpur",
    link="https://call.example/ninth",
    speech=Speech.group,
    quorum=Quorum(),
)
FORM = {
    "title": "Ninth regular meeting",
    "purpose": "Decide on **two** things.",
    "start": "2026-12-02T10:00",
    "zone": "Asia/Kuala_Lumpur",
    "minutes": "120",
    "place": "Room 5, Kuala Lumpur",
    "link": "https://call.example/ninth",
    "speech": "group",
    "quorum_members": "0",
    "quorum_countries": "0",
    "quorum_groups": "0",
}


class Story:
    """The cast, and a meeting on 2 December 2026, 10:00 in Kuala Lumpur, for two hours."""

    def __init__(self, visibility="members", **changes):
        self.fay = member("Fay", "observers", "TH", zone="Asia/Bangkok")
        self.alice = member("Alice", zone="Asia/Singapore")
        self.bob = member("Bob", "professionals", "MY", zone="Asia/Yangon")
        self.space = space("forum", visibility, facilitators=[self.fay], people=[self.alice])
        self.plan = Plan(**{**vars(PLAN), **changes})
        self.meeting = actions.schedule(self.space, self.plan, actor=self.fay, now=PLANNED)

    def says(self, person, answer="yes", comment=None):
        return actions.respond(self.meeting, Answer(answer), comment, actor=person, now=PLANNED)

    def item(self, title="Opening", minutes=10, **more):
        return agenda_actions.add_item(
            self.meeting, Point(title, minutes, **more), actor=self.fay, now=PLANNED
        )

    @property
    def after(self):
        return BEGINS + timedelta(hours=3)

    def present(self, *people):
        outcome_actions.take_attendance(self.meeting, people, actor=self.fay, now=self.after)

    @property
    def path(self):
        return f"/meetings/{self.meeting.id}-{self.meeting.slug}"


def during():
    return clock.at(BEGINS + timedelta(minutes=30))


def later():
    return clock.at(BEGINS + timedelta(hours=3))


def before():
    return clock.at(PLANNED)
