"""Who asks to join the demonstration, what one of them was asked, and who is invited."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.admission import actions, invitation_actions, steward_actions
from cop.admission.invitation_actions import Proposed
from cop.demo.people import NO_PASSWORD, Cast
from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.members import joining_actions, sign_in_actions
from cop.members.models import Member, Visitor
from cop.members.rules import CONFIRM, Asked

ASKING = (
    ("Rina Semisal", "professionals", "ID", "rina@hospital.example.org", "Asia/Jakarta"),
    ("Khin Naing Upama", "institutions", "MM", "khin@hospital.example.org", "Asia/Yangon"),
    ("Wei Ming Misal", "professionals", "MY", "wei.misal@gmail.com", "Asia/Kuala_Lumpur"),
)
INVITED = Proposed(
    email="bounmy.tuayang@la.example.org",
    name="Bounmy Tuayang",
    group_key="regulators",
    country="LA",
    organisation="Example Health Ministry, Lao PDR",
    message="We met at the summit: the working group on procurement could use your voice.",
)


def tell(cast: Cast, now: datetime) -> None:
    """Three who wait, one of them with a question answered; a steward; an invitation that is not used yet."""
    with clock.at(now - timedelta(hours=40)):
        steward_actions.name_steward(cast.of("professionals")[0], False, actor=cast.officer)
    with clock.at(now - timedelta(hours=30)):
        newcomers = [_asks(*one) for one in ASKING]
    with clock.at(now - timedelta(hours=26)):
        words = "Which ward uses the tool, and who decided to use it?"
        question = actions.ask(newcomers[1], words, actor=cast.officer)
        raw = actions.make_question_link(question, actor=SYSTEM)
    with clock.at(now - timedelta(hours=21)):
        answer = "The emergency ward, since May. The hospital's committee on devices decided, and I am its secretary."
        actions.answer(raw, answer, actor=Visitor())
    with clock.at(now - timedelta(hours=9)):
        invitation_actions.invite(INVITED, actor=cast.officer)


def _asks(name: str, group: str, country: str, email: str, zone: str) -> Member:
    request = Asked(
        name=name,
        email=email,
        group=group,
        country=country,
        organisation="Example District Hospital",
        languages=("en",),
        zone=zone,
        why="We begin to use a triage tool and look for others who have done so.",
    )
    member = joining_actions.register(request, NO_PASSWORD, actor=Visitor())
    link = sign_in_actions.make_link(member.addresses[0], CONFIRM, actor=SYSTEM)
    joining_actions.confirm_address(link, actor=Visitor())
    return member
