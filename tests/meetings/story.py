"""A meeting as the tests need it: Fay facilitates the forum, Alice and Bob are members of the community."""

from datetime import UTC, datetime, timedelta

from cop.kernel import clock
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda.rules import Point
from cop.meetings.company import actions as company_actions
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.company.rules import Answer
from cop.meetings.room import presence_actions
from cop.meetings.series import actions
from cop.meetings.series.rules import Plan, Speech
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
        return company_actions.respond(self.meeting, Answer(answer), comment, actor=person, now=PLANNED)

    def item(self, title="Opening", minutes=10, **more):
        return agenda_actions.add_item(
            self.meeting, Point(title, minutes, **more), actor=self.fay, now=PLANNED
        )

    @property
    def after(self):
        return BEGINS + timedelta(hours=3)

    def present(self, *people):
        presence_actions.take_attendance(self.meeting, people, actor=self.fay, now=self.after)

    @property
    def path(self):
        return f"/meetings/{self.meeting.id}-{self.meeting.slug}"


def during():
    return clock.at(BEGINS + timedelta(minutes=30))


def later():
    return clock.at(BEGINS + timedelta(hours=3))


def before():
    return clock.at(PLANNED)
