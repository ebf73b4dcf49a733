"""Calls for the tests, brought to where a test begins by the application's own actions."""

from datetime import timedelta

from cop.calls import actions, judging_actions, proposal_actions
from cop.calls.models import Call, Proposal
from cop.calls.profile import Wanted, Way
from cop.calls.rules import Offered, Part, Written
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from tests import people

DAY = timedelta(days=1)
OFFERED = {
    "title": "Reading films at night",
    "summary": "It marks films that cannot wait.",
    "product": "Nightreader",
    "developer": "Lumen Laboratory",
    "product_version": "2.1",
    "approach": "It sorts the queue.",
    "evidence": "One hospital, 400 films.",
    "interests": "none",
}


class Cast:
    """Rosa regulates Singapore and calls; Rami reviews; Dev and Dana develop; Ines runs a hospital; Oda is an officer."""

    def __init__(self):
        self.regulator = people.member("Rosa", "regulators", "SG", regulates="SG")
        self.reviewer = people.member("Rami", "professionals", "MY")
        self.developer = people.member("Dev", "developers", "ID")
        self.other = people.member("Dana", "developers", "TH")
        self.institution = people.member("Ines", "institutions", "MY")
        self.officer = people.officer("Oda")


def written(**more) -> Written:
    told = {
        "title": "Films at night", "problem": "Films wait until morning.", "setting": "Twelve hospitals.",
        "offer": "Films and readers.", "country": "SG", "function": "services", "application": "clinics",
        "closes": clock.now() + 20 * DAY, "zone": "Asia/Singapore",
    }  # fmt: skip
    return Written(**(told | more))


def draft(cast, who=None, lines=True, **more) -> Call:
    call = actions.begin_call(written(**more), actor=who or cast.regulator)
    if lines:
        actions.want(call, Wanted("Sensitivity", Way.LEAST, "90", "95", "%"), actor=call.lead)
        actions.want(call, Wanted("Languages", Way.WORDS, "English", "Malay, Tamil"), actor=call.lead)
    return call


def opened(cast, **more) -> Call:
    call = draft(cast, **more)
    actions.name_person(call, cast.reviewer.slug, Part.REVIEWER, actor=call.lead)
    actions.publish_call(call, actor=call.lead)
    return call


def begun(cast, call, who=None, sensitivity="93", **more) -> Proposal:
    """A draft that answers everything."""
    said = {"value": sensitivity, "words": "English"}
    answers = {line.id: (said["words" if line.way == Way.WORDS else "value"], "") for line in call.profile}
    offered = Offered(**(OFFERED | {"answers": answers} | more))
    return proposal_actions.begin_proposal(call, offered, actor=who or cast.developer)


def submitted(cast, call, who=None, **more) -> Proposal:
    proposal = begun(cast, call, who, **more)
    proposal_actions.submit_proposal(proposal, actor=proposal.author)
    return proposal


def closed(call) -> Call:
    """Closed by the clock; whoever asks later must ask inside ``later``."""
    with later():
        actions.close_call(call, actor=SYSTEM)
    return call


def later(days=21):
    return clock.at(clock.now() + days * DAY)


def shortlisted(cast, **more) -> Proposal:
    """Of a call that has closed: it was rated."""
    call = opened(cast)
    proposal = submitted(cast, call, **more)
    closed(call)
    with later():
        judging_actions.rate_proposal(proposal, 4, "Sound.", actor=cast.reviewer)
        judging_actions.shortlist_proposal(proposal, actor=cast.regulator)
    db.session.refresh(proposal)
    return proposal
