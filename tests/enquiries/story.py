"""Early questions for the tests, brought to where a test begins by the application's own actions."""

from datetime import timedelta

from cop.enquiries import actions, guidance_actions
from cop.enquiries.models import Enquiry, Guidance
from cop.enquiries.rules import Asked, Drafted
from cop.kernel import clock
from cop.kernel.db import db
from tests import people

DAY = timedelta(days=1)
GENERAL = Drafted(
    "Class of a sorting helper",
    "Which class has software that sorts films?",
    "Class B, where a reader sees each film.",
)


class Cast:
    """Dev asks Singapore, which Rosa and Rui regulate; Cora is Dev's colleague; Manu regulates Malaysia."""

    def __init__(self):
        self.developer = people.member("Dev", "developers", "ID")
        self.colleague = people.member("Cora", "developers", "ID", organisation=self.developer.organisation)
        self.regulator = people.member("Rosa", "regulators", "SG", regulates="SG")
        self.second = people.member("Rui", "regulators", "SG", regulates="SG")
        self.foreign = people.member("Manu", "regulators", "MY", regulates="MY")
        self.clinician = people.member("Clara", "professionals", "SG")
        self.officer = people.officer("Oda")


def asked(cast, **more) -> Enquiry:
    told = {
        "country": "SG",
        "topic": "class",
        "title": "Which class?",
        "text": "Nightreader by Dev sorts films.",
        "product": "Nightreader",
    }
    return actions.ask(Asked(**(told | more)), actor=cast.developer)


def answered(cast, **more) -> Enquiry:
    enquiry = asked(cast, **more)
    actions.answer_enquiry(enquiry, "Class B.", actor=cast.regulator)
    return enquiry


def drafted(cast, **more) -> Guidance:
    return guidance_actions.draft_guidance(answered(cast, **more), GENERAL, False, 0, actor=cast.regulator)


def published(cast, **more) -> Guidance:
    guidance = drafted(cast, **more)
    for reader in (cast.regulator, cast.developer):
        guidance_actions.read_over(guidance, guidance.version, actor=reader)
    db.session.refresh(guidance)
    return guidance


def later(days):
    return clock.at(clock.now() + days * DAY)
