"""A regulator's call whose proposals are judged, and a hospital's that is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from cop.calls import actions, judging_actions, proposal_actions
from cop.calls.models import Call, Proposal
from cop.calls.profile import Wanted, Way
from cop.calls.rules import Offered, Part, Written
from cop.demo.people import Cast
from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.members.models import Member

HOUR = timedelta(hours=1)
TONGUES = Written(
    "Discharge letters that patients can read",
    "Patients go home with a letter in a language that many of them do not read. Doses are missed, and some come back "
    "within the week.",
    "Kalinda General Hospital: medical wards with 180 beds, some 60 discharges a day, letters written on screen.",
    "A ward pharmacist who reads every letter again, 3,000 old letters without names, and a place in the hospital's "
    "programme for quality.",
    "XL",
    "services",
    "customer",
    zone="Asia/Singapore",
)
NIGHTS = Written(
    "Films that wait until morning",
    "At night no radiologist reads chest films in district hospitals. In the last audit one in nine films that could "
    "not wait did wait until morning.",
    "Twelve district hospitals in Arunia with digital radiography and a line that fails about once a week.",
    "Films of six months without names, a radiologist on call for the trial's nights, and early advice on the way to a "
    "decision.",
    "XA",
    "services",
    "workflow",
    zone="Asia/Singapore",
)
PROFILE = (
    Wanted("Films that cannot wait and are marked", Way.LEAST, "90", "97", "%"),
    Wanted("Time from film to mark", Way.MOST, "10", "2", "minutes"),
    Wanted("Works when the line is down", Way.WORDS, "Keeps films and goes on later", "Reads on the spot"),
)
OFFERS = (
    (
        Offered(
            "Marking films at night on the machine itself",
            "A reader that runs beside the X-ray machine and calls the nurse when a film cannot wait.",
            "Selatan Chest Reader",
            "Selatan Imaging Laboratory",
            "1.4",
            "It reads each film within a minute on a small computer in the ward, and rings the nurse's telephone.",
            "Tried on 2,100 films of two hospitals, looking back. It was weak on films taken at the bedside.",
            "A socket and a place beside the machine, and a nurse who answers the telephone.",
            "Made by us; no money from those who sell X-ray machines.",
        ),
        (("94", "2,100 films, looking back"), ("1", "Measured on the ward"), ("Reads on the spot", "")),
    ),
    (
        Offered(
            "A night desk with a helper that sorts the queue",
            "Films go to a desk in the capital, sorted by a tool, read by people.",
            "Queue helper",
            "Example University AI Laboratory, Brunei Darussalam",
            "0.9",
            "The tool sorts, and a radiologist at the desk reads the first five of each hour.",
            "Sorting was tried on 800 films; the desk was never tried.",
            "Two radiologists a night.",
            "A grant of the university.",
        ),
        (("88", "800 films, looking back"), ("8", "Estimated"), ("Waits until the line is back", "")),
    ),
)
OPINION = "It reads where the line fails. Films taken at the bedside must stay out."


def tell(cast: Cast, now: datetime) -> None:
    regulator = cast.personas["regulator"]
    nights = _called(regulator, NIGHTS, PROFILE, now - timedelta(days=33), timedelta(days=28))
    reviewer = cast.personas["clinician"]
    with clock.at(now - timedelta(days=30)):
        actions.name_person(nights, reviewer.slug, Part.REVIEWER, actor=regulator)
    makers = cast.personas["developer"], cast.delegates["BN", "developers"]
    first, _second = (
        _proposed(nights, maker, offered, answers, now - timedelta(days=days))
        for maker, (offered, answers), days in zip(makers, OFFERS, (12, 8), strict=True)
    )
    with clock.at(now - timedelta(days=5) + HOUR):
        actions.close_call(nights, actor=SYSTEM)
    with clock.at(now - timedelta(days=2)):
        judging_actions.rate_proposal(first, 4, OPINION, actor=reviewer)
    _called(cast.personas["institution"], TONGUES, (), now - timedelta(days=4), timedelta(days=40))


def _called(
    lead: Member, written: Written, lines: tuple[Wanted, ...], at: datetime, lasts: timedelta
) -> Call:
    closes = (at + lasts).replace(hour=9, minute=0, second=0)  # 17:00 in the zone of both
    with clock.at(at):
        call: Call = actions.begin_call(replace(written, closes=closes), actor=lead)
        for line in lines:
            actions.want(call, line, actor=lead)
        actions.publish_call(call, actor=lead)
    return call


def _proposed(
    call: Call, maker: Member, offered: Offered, answers: tuple[tuple[str, str], ...], at: datetime
) -> Proposal:
    told = {line.id: answer for line, answer in zip(call.profile, answers, strict=True)}
    with clock.at(at):
        whole = replace(offered, answers=told)
        proposal: Proposal = proposal_actions.begin_proposal(call, whole, actor=maker)
        proposal_actions.submit_proposal(proposal, actor=maker)
    return proposal
