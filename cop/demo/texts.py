"""Statements of the demonstration: the joint call of the summit, and three that are on their way."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.ballots import actions as positions
from cop.ballots import objection_actions
from cop.ballots import queries as ballots
from cop.ballots.models import Ballot
from cop.ballots.roll import prepare
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Stance
from cop.demo import sources
from cop.demo.people import Cast
from cop.demo.summit import FACTS
from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from cop.spaces import actions as space_actions
from cop.spaces.models import Space
from cop.statements import actions, annex_actions, due, moving_actions, queries
from cop.statements.annexes import Place, Told, Uptake
from cop.statements.models import Statement
from cop.statements.rules import Disposition
from cop.statements.writing import proposal

LOCAL_DATA = """## Why

A tool that did well elsewhere may do badly here: other machines, other patients, other languages.

## What we ask for

Before a tool that uses AI is put to use in care, it should be tested on data of the place where it will be used.

The result should be reported with its interval, for each group of patients that is large enough to count.

Where a place has too little data of its own, neighbouring places may pool theirs, if each keeps control of its part.

Whoever deploys the tool should say to patients and staff how it was tested, in their language.
"""
ADVERSE_EVENTS = """## Reporting

Healthcare institutions that deploy generative AI should keep a log of incidents and near misses, and name one person
who answers for it.

A near miss should take no more than two minutes to report: the product, what happened, whether anyone was harmed.

Reports carry no patient's name, identifier or birth date, and no exact date of the event.

## Acting on harm

Where harm is serious, the deployer should suspend use and inform the national authority and the developer within ten
days.

The developer has a right of reply to each report, and no veto over its circulation.
"""
LANGUAGES = """## Testing in the languages of those who are treated

A tool that speaks with patients should be tested in each language in which it will speak.

People who speak that language from home should take part in the test, patients among them.

Where a language has not been tested, the tool should say so and offer a person instead.
"""


def joint_call(cast: Cast, begins: datetime) -> Statement:
    """Drafted after the summit, consulted on, decided by all who took part, published with what stood against it."""
    lead = cast.delegates["MY", "institutions"]
    points = "\n\n".join(f"{point}." for point in FACTS["statement"]["points"])
    source = f"Having met in {FACTS['meeting']['date'][:4]} from eight countries, we call on all concerned:\n\n{points}"
    with clock.at(begins):
        statement = actions.draft(cast.spaces["plenary"], FACTS["statement"]["title"], source, actor=lead)
    with clock.at(begins + timedelta(days=2)):
        closes = clock.now() + timedelta(days=14)
        actions.open_consultation(
            statement, closes, "Is anything missing that was said in the room?", actor=lead
        )
    _discuss_call(cast, statement, begins + timedelta(days=4), lead)
    with clock.at(closes):
        actions.close_consultation(statement, actor=SYSTEM)
    with clock.at(closes + timedelta(days=3)):
        ballot = put_to_ballot(statement, cast.officer, clock.now() + timedelta(days=7))
    _vote(cast, ballot, closes + timedelta(days=3))
    _publish(cast, statement, ballot, lead)
    return statement


def _discuss_call(cast: Cast, statement: Statement, at: datetime, lead: Member) -> None:
    keys = {c.number: c.key for c in queries.current(statement).clauses}
    remarks = (
        (4, cast.delegates["TH", "professionals"], "Say “lessons from near misses” too.", Disposition.NOT_ACCEPTED,
         "A near miss is an adverse event that did no harm; the words cover it."),
        (5, cast.delegates["PH", "civil_society"], "Mutual recognition needs a way to complain across a border.",
         Disposition.OUT_OF_SCOPE, "The call says where to go, not how. The next statement can."),
    )  # fmt: skip
    for number, author, words, disposition, reason in remarks:
        with clock.at(at + timedelta(days=number)):
            remark = actions.comment(statement, keys[number], words, actor=author)
        with clock.at(at + timedelta(days=number + 1)):
            actions.dispose(remark, disposition, reason, actor=lead)


def put_to_ballot(statement: Statement, officer: Member, closes_at: datetime) -> Ballot:
    """As the secretariat does it: what is seen is what is opened."""
    rule = ConsensusRule()
    seen = prepare(statement.space, proposal(statement), rule, closes_at).hash
    ballot: Ballot = moving_actions.open_ballot(statement, rule, closes_at, seen, actor=officer)
    return ballot


def _vote(cast: Cast, ballot: Ballot, opened: datetime) -> None:
    """Most endorse; one reserves, one objects, one stands aside, one recuses, three stay silent."""
    said = {
        ("VN", "professionals"): (Stance.RESERVE, {"clause": "6", "text": "Real conditions should not move liability to "
         "the clinician who follows the protocol."}),
        ("PH", "civil_society"): (Stance.OBJECT, {"clause": "5", "reason": "Mutual recognition before patients can "
         "complain across a border takes away the only remedy they have.", "change": "Begin with a shared complaint "
         "procedure."}),
        ("KH", "institutions"): (Stance.STAND_ASIDE, {}),
        ("SG", "developers"): (Stance.RECUSE, {"interest": "My laboratory is asked to run one of the sandboxes."}),
    }  # fmt: skip
    silent = {("TL", "regulators"), ("BN", "civil_society"), ("TL", "developers")}
    for number, (place, member) in enumerate(cast.delegates.items()):
        if place in silent:
            continue
        stance, note = said.get(place, (Stance.ENDORSE, {}))
        with clock.at(opened + timedelta(hours=2 * number + 1)):
            sign = stance is Stance.ENDORSE and number % 3 != 1
            positions.take_position(ballot, stance, note, sign, actor=member)


def _publish(cast: Cast, statement: Statement, ballot: Ballot, lead: Member) -> None:
    with clock.at(ballot.closes_at + timedelta(minutes=1)):
        due.settle(statement)
    objector = cast.delegates["PH", "civil_society"]
    seat = ballots.seat_of(ballot, objector)
    number = seat.number if seat else 0
    with clock.at(ballot.closes_at + timedelta(days=2)):
        answer = (
            "We share the concern. The clause says “work towards”; a complaint procedure is proposed for the "
            "next text."
        )
        objection_actions.answer_objection(ballot, number, Disposition.NOT_ACCEPTED, answer, actor=lead)
    with clock.at(ballot.closes_at + timedelta(days=4)):
        objection_actions.maintain_objection(ballot, actor=objector)
    with clock.at(ballot.closes_at + timedelta(days=5)):
        moving_actions.publish(statement, actor=cast.officer)


def annexes(cast: Cast, statement: Statement, now: datetime) -> None:
    """What two invented countries made of the joint call, as their regulators entered it; one changed it since."""
    arunia, kalinda = (Place(statement, code) for code in ("XA", "XL"))
    told = (
        (90, arunia, Told(Uptake.IN_PREPARATION, "Draft circular on AI in health care"), "regulator", 0),
        (40, kalinda, Told(Uptake.NOT_PLANNED), "regulator2", 0),
        (21, arunia, Told(Uptake.ADAPTED, "Circular 7 of the Arunia Medical Devices Authority",
                          (now - timedelta(days=30)).date()), "regulator", 1),
    )  # fmt: skip
    for days, place, entry, who, seen in told:
        with clock.at(now - timedelta(days=days)):
            annex_actions.enter_annex(place, entry, seen, actor=cast.personas[who])


def in_consultation(cast: Cast, now: datetime) -> Statement:
    """A text that members comment on now; one comment has its answer, two wait."""
    lead = cast.personas["clinician"]
    with clock.at(now - timedelta(days=20)):
        title = "Validation on local data before a tool is put to use"
        statement = actions.draft(cast.spaces["plenary"], title, LOCAL_DATA, actor=lead)
    with clock.at(now - timedelta(days=16)):
        better = LOCAL_DATA.replace("is put to use in care", "is put to routine use in care")
        actions.revise(
            statement, title, better, "Routine use, so that trials are free.", statement.version, actor=lead
        )
    with clock.at(now - timedelta(days=5)):
        scope = "Is the second clause workable for a hospital without a statistician?"
        actions.open_consultation(statement, now + timedelta(days=9), scope, actor=lead)
    keys = {c.number: c.key for c in queries.current(statement).clauses}
    said = (
        (3, cast.delegates["SG", "regulators"], "“Large enough to count” needs a number, or a reference to one.", ""),
        (4, cast.personas["developer"], "Pooling should allow for models to travel instead of data.", "Where a place has "
         "too little data of its own, neighbouring places may pool theirs, or let the tool come to the data, if each "
         "keeps control of its part."),
        (5, cast.personas["advocate"], "Also say it to those who cannot read.", ""),
    )  # fmt: skip
    made = []
    for day, (number, author, words, wording) in enumerate(said):
        with clock.at(now - timedelta(days=4 - day)):
            made.append(actions.comment(statement, keys[number], words, wording, actor=author))
    with clock.at(now - timedelta(hours=20)):
        reason = "We shall refer to the interval instead: it says by itself when numbers are too small."
        actions.dispose(made[0], Disposition.ACCEPTED_IN_PART, reason, actor=lead)
    return statement


def working_group(cast: Cast) -> Space:
    """A space of just the personas who vote, so that a ballot there can be walked by hand."""
    mandate = "How the community learns from adverse events. Its members are the people one can be in this demonstration."
    space: Space = space_actions.create_space(
        "Working group on adverse events", mandate, "restricted", actor=cast.officer
    )
    cast.spaces[space.slug] = space
    for member in cast.personas.values():
        if not member.roles:
            space_actions.add_person(space, member, actor=cast.officer)
    return space


def in_ballot(cast: Cast, now: datetime) -> Statement:
    """The group's text with an open ballot; one seat has spoken."""
    statement = ready(
        cast, now - timedelta(days=9), "Learning from adverse events of generative AI", ADVERSE_EVENTS
    )
    with clock.at(now - timedelta(days=1)):
        sources.interest(cast, statement)
        ballot = put_to_ballot(statement, cast.officer, now + timedelta(days=6))
    with clock.at(now - timedelta(hours=3)):
        positions.take_position(ballot, Stance.ENDORSE, {}, True, actor=cast.personas["institution"])
    return statement


def ready(cast: Cast, at: datetime, title: str, source: str) -> Statement:
    """A text of the working group after its consultation, ready for a ballot."""
    lead, space = cast.personas["regulator"], cast.spaces["working-group-on-adverse-events"]
    with clock.at(at):
        statement: Statement = actions.draft(space, title, source, actor=lead)
    with clock.at(at + timedelta(hours=1)):
        closes = clock.now() + timedelta(days=6)
        actions.open_consultation(statement, closes, "Anything that cannot be done on a ward.", actor=lead)
    with clock.at(closes):
        actions.close_consultation(statement, actor=SYSTEM)
    return statement
