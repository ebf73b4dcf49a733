"""A date poll as the tests need it: Fay asks the forum, where Alice and Bob are, for one of three hours."""

from datetime import UTC, datetime, timedelta

from cop.polls import actions, guest_actions
from cop.polls.rules import Answer, Draft
from tests.people import member, space

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
CLOSES = NOW + timedelta(days=7)
STARTS = [datetime(2026, 12, day, 3, tzinfo=UTC) for day in (1, 2, 3)]
DRAFT = Draft("Tenth meeting", "Choose **one**.", 60, "Asia/Kuala_Lumpur", CLOSES)


class Story:
    def __init__(self, visibility="members"):
        self.fay = member("Fay", "observers", "TH", zone="Asia/Bangkok")
        self.alice = member("Alice", zone="Asia/Singapore")
        self.bob = member("Bob", "professionals", "MM", zone="Asia/Yangon")
        self.space = space("forum", visibility, facilitators=[self.fay], people=[self.alice])
        self.poll = actions.start_poll(self.space, DRAFT, STARTS, actor=self.fay, now=NOW)

    @property
    def path(self):
        return f"/date-polls/{self.poll.id}-{self.poll.slug}"

    def says(self, person, *answers):
        given = zip(self.poll.slots, answers, strict=False)
        chosen = {slot.id: Answer(said) for slot, said in given if said}
        actions.answer_poll(self.poll, chosen, actor=person, now=NOW)

    def guest(self, name="Greta", country="CH", zone="Europe/Zurich"):
        return guest_actions.invite_guest(self.poll, name, country, zone, actor=self.fay, now=NOW)
