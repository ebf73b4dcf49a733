"""Reports for the tests, brought to where a test begins by the application's own actions."""

from cop.incidents import actions, answer_actions, ladder_actions
from cop.incidents.actions import Told
from cop.incidents.models import Incident
from cop.kernel.db import db
from tests import people

TOLD = {
    "kind": "near_miss",
    "product": "Lungscan",
    "narrative": "It marked a healthy lung; the reader saw it in time.",
    "harm": 1,
}


class Cast:
    """Nina, a nurse in Singapore, reports; Rosa regulates Singapore, Manu Malaysia; Oda is an officer."""

    def __init__(self):
        self.nurse = people.member("Nina", "professionals", "SG")
        self.regulator = people.member("Rosa", "regulators", "SG", regulates="SG")
        self.other = people.member("Manu", "regulators", "MY", regulates="MY")
        self.officer = people.officer("Oda")
        self.member = people.member("Mona", "institutions", "TH")
        self.developer = people.member("Dev", "developers", "ID")


def report(cast, who=None, **more) -> Incident:
    return actions.report(Told(**(TOLD | more)), actor=who or cast.nurse)


def opened(cast, level=1, incident=None, **more) -> Incident:
    """Read at that level: both agree, rung by rung."""
    one = incident or report(cast, **more)
    while one.level < level:
        if one.level == 3 and not one.lesson:
            ladder_actions.write_lesson(one, "Look twice at the apex.", False, actor=cast.officer)
        ladder_actions.agree(one, actor=cast.officer)
        ladder_actions.agree(one, actor=cast.regulator)
    db.session.refresh(one)
    return one


def asked(cast, **more) -> Incident:
    """The developer is asked to reply."""
    one = opened(cast, **more)
    ladder_actions.ask_reply(one, cast.developer, actor=cast.officer)
    return one


def closed(cast) -> Incident:
    one = opened(cast)
    answer_actions.tell_change(one, "The threshold was raised.", False, actor=cast.officer)
    answer_actions.close(one, "Mended.", False, actor=cast.officer)
    return one
