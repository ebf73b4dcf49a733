"""Early questions, and calls for trials: one that its team still writes, one that is open, one that is judged.

The regulator leads the calls, the editor is of their team, the insider reviews; the lead of the pilots proposes.
"""

from datetime import timedelta

from cop.calls import actions, judging_actions, proposal_actions
from cop.calls.models import Call, Proposal
from cop.calls.profile import Wanted, Way
from cop.calls.rules import PROPOSAL_NEEDS, Offered, Part, Written
from cop.enquiries import actions as enquiry_actions
from cop.enquiries import guidance_actions
from cop.enquiries.models import Enquiry
from cop.enquiries.rules import Asked, Drafted
from cop.kernel import clock
from cop.kernel.actions import transaction
from tests.trust.community import Community

TEAM = {"regulator", "editor"}
JUDGES = TEAM | {"insider"}
AUTHOR = {"lead"}
TEXTS = ("title", "summary", "product_version", "approach", "evidence", "needs", "interests")


def calls(town: Community) -> None:
    _draft(town)
    _open(town)
    _judged(town)


def _call(town: Community, label: str, title: str, problem: str, begun: timedelta) -> Call:
    regulator, now = town.people["regulator"], clock.now() - begun
    closes = now + timedelta(days=20)
    written = Written(title, problem, "Wards.", "Data.", "SG", "services", "clinics", closes, "UTC")
    call = actions.begin_call(written, actor=regulator, now=now)
    line = actions.want(call, Wanted("Languages", Way.WORDS, "One", "Two"), actor=regulator, now=now)
    actions.name_person(call, town.people["editor"].slug, Part.TEAM, actor=regulator, now=now)
    actions.name_person(call, town.people["insider"].slug, Part.REVIEWER, actor=regulator, now=now)
    town.has("/calls/<uid>", label, f"/calls/{call.uid}")
    town.has("/calls/<uid>/profile/<int:id>", label, f"/calls/{call.uid}/profile/{line.id}")
    insider = town.people["insider"].id
    town.has("/calls/<uid>/people/<int:member>", label, f"/calls/{call.uid}/people/{insider}")
    return call


def _draft(town: Community) -> None:
    words = town.hide("calldraft", *JUDGES), town.hide("callproblem", *JUDGES)
    _call(town, "closed", *words, timedelta())


def _open(town: Community) -> None:
    call = _call(town, "public", "Films at night", "They wait.", timedelta())
    actions.publish_call(call, actor=town.people["regulator"])
    _proposal(town, call, "unsent", AUTHOR)
    sent = _proposal(town, call, "sent", AUTHOR | TEAM)
    proposal_actions.submit_proposal(sent, actor=sent.author)
    back = _proposal(town, call, "back", AUTHOR)
    proposal_actions.submit_proposal(back, actor=back.author)
    proposal_actions.withdraw_proposal(back, actor=back.author)


def _proposal(town: Community, call: Call, label: str, seers: set[str], **when) -> Proposal:
    """A word in each text that somebody writes of it."""
    words = {key: town.hide(f"{label}{key.replace('_', '')}", *seers) for key in TEXTS}
    words |= {key: "Tool" for key in PROPOSAL_NEEDS if key not in words}
    answers = {line.id: (town.hide(f"{label}answer", *seers), "") for line in call.profile}
    offered = Offered(**words, answers=answers)
    proposal = proposal_actions.begin_proposal(call, offered, actor=town.people["lead"], **when)
    if label in ("unsent", "sent", "judged"):  # the others are asked alike
        address = f"/calls/{call.uid}/proposals/{proposal.number}"
        town.has("/calls/<uid>/proposals/<int:number>", label, address)
    return proposal


def _judged(town: Community) -> None:
    """The insider and the lead of the call rated; the team's other member did not, so reads no rating."""
    call = _call(town, "judged", "Films by day", "They wait, too.", timedelta(days=30))
    then, regulator = clock.now() - timedelta(days=29), town.people["regulator"]
    actions.publish_call(call, actor=regulator, now=then)
    proposal = _proposal(town, call, "judged", AUTHOR | JUDGES, now=then)
    proposal_actions.submit_proposal(proposal, actor=proposal.author, now=then)
    for kind in ("insider", "regulator"):
        words = town.hide(f"rated{kind}", "insider", "regulator")
        judging_actions.rate_proposal(proposal, 4, words, actor=town.people[kind])
    declined = _proposal(town, call, "declined", AUTHOR | JUDGES, now=then)
    proposal_actions.submit_proposal(declined, actor=declined.author, now=then)
    judging_actions.decline_proposal(declined, town.hide("whydeclined", *AUTHOR, *JUDGES), actor=regulator)


def enquiries(town: Community) -> None:
    """The lead asks Singapore; the facilitator, a colleague, reads along in one. An answer became guidance."""
    _private(town)
    _guided(town)
    town.has("/enquiries/targets/<country>", "", "/enquiries/targets/SG")


ASKED = {"lead", "regulator"}


def _asked(town: Community, label: str, seers: set[str]) -> Enquiry:
    words = {key: town.hide(f"{label}{key}", *seers) for key in ("title", "text", "product")}
    enquiry = enquiry_actions.ask(Asked("SG", "class", **words), actor=town.people["lead"])
    enquiry_actions.answer_enquiry(
        enquiry, town.hide(f"{label}answer", *seers), actor=town.people["regulator"]
    )
    town.has("/enquiries/<uid>", label, f"/enquiries/{enquiry.uid}")
    return enquiry


def _private(town: Community) -> None:
    colleague, lead = town.people["facilitator"], town.people["lead"]
    with transaction():
        colleague.organisation_id = lead.organisation_id
    enquiry = _asked(town, "shared", ASKED | {"facilitator"})
    enquiry_actions.share_enquiry(enquiry, colleague.slug, actor=lead)
    text = Drafted(*(town.hide(f"drafted{key}", *ASKED) for key in ("title", "question", "answer")))
    guidance = guidance_actions.draft_guidance(enquiry, text, True, 0, actor=town.people["regulator"])
    guidance_actions.read_over(guidance, guidance.version, actor=town.people["regulator"])


def _guided(town: Community) -> None:
    """What everyone reads leads nobody to who asked."""
    enquiry = _asked(town, "guided", ASKED)
    text = Drafted("Class of a helper", "Which class?", "Class B.")
    guidance = guidance_actions.draft_guidance(enquiry, text, True, 0, actor=town.people["regulator"])
    for kind in ("regulator", "lead"):
        guidance_actions.read_over(guidance, guidance.version, actor=town.people[kind])
    town.has("/guidance/<uid>", "public", f"/guidance/{guidance.uid}")
