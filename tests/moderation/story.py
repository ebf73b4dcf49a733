"""A flagged post for the tests: Bob wrote it, Fay facilitates the space, Olga and Otto are officers."""

from cop.discussions.models import Post
from cop.kernel.db import db
from cop.moderation import actions, subjects
from cop.moderation.models import Case
from cop.moderation.rules import Reason
from cop.spaces.speech_rules import Speech
from tests.discussions import story as talk
from tests.people import member, officer, space

WORDS = "You are all fools."


class Story:
    def __init__(self, rule=Speech.attributed, visibility="members"):
        self.alice, self.bob = member("Alice"), member("Bob", "professionals", "MY")
        self.carol = member("Carol", "developers", "TH")
        self.fay, self.olga, self.otto = member("Fay"), officer(), officer("Otto")
        self.space = space(
            "forum", visibility, people=[self.alice, self.bob, self.carol], facilitators=[self.fay]
        )
        self.thread = talk.thread(self.alice, self.space, rule=rule)
        self.post = talk.answer(self.bob, self.thread, WORDS)

    def flags(self, *people, reason=Reason.harassment, note=""):
        for person in people:
            actions.flag(subjects.find(person, self.post.ref), reason, note, actor=person)
        return self.case

    @property
    def case(self) -> Case:
        return db.session.query(Case).order_by(Case.id.desc()).first()

    def taken(self, who=None):
        """The case, flagged by Alice and taken."""
        case, who = self.flags(self.alice), who or self.fay
        actions.assign(case, who.id, actor=who)
        return case

    def decided(self, ruling, who=None, reason="An insult is no argument."):
        who = who or self.fay
        case = self.taken(who)
        actions.decide(case, ruling, reason, actor=who)
        return case

    def fresh(self) -> Post:
        return db.session.get_one(Post, self.post.id, populate_existing=True)
