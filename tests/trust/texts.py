"""What the community decides: statements and ballots, public, shared and closed."""

from types import SimpleNamespace

from cop.ballots import motion_actions
from cop.ballots import queries as ballots
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Stance
from cop.statements import actions as drafting
from cop.statements import moving_actions, queries, reply_actions
from cop.statements.models import Statement
from cop.statements.rules import Disposition
from tests.statements import stage
from tests.trust.canaries import ACTIVE, CLOSED, MEMBERS
from tests.trust.community import Community

TEXT = "## Why\n\n{}.\n\n## What\n\nAll of {} is kept.\n"


def statements(town: Community) -> None:
    """One published; one of the editor's in consultation; one of the editor's closed, with an open ballot."""
    _addresses(town, "public", _published(town))
    _addresses(town, "members", _consulted(town, "members", "commons", "editor"))
    _addresses(town, "closed", _in_ballot(town))


def _drafter(town: Community, space: str, lead: str) -> SimpleNamespace:
    return SimpleNamespace(alice=town.people[lead], olga=town.people["officer"], space=town.spaces[space])


def _consulted(town: Community, label: str, space: str, lead: str, *seers: str, title: str = "") -> Statement:
    """In consultation, with a comment by its editor and the answer to it."""
    cast, seers = _drafter(town, space, lead), seers or MEMBERS
    title = title or town.hide(f"title{label}", *seers)
    words = TEXT.format(town.hide(f"draft{label}", *seers), label)
    statement = stage.consulted(cast, title=title, text=words)
    remark = drafting.comment(statement, None, town.hide(f"comment{label}", *seers), actor=cast.alice)
    reply_actions.reply(remark, town.hide(f"reply{label}", *seers), actor=cast.alice)
    reason = town.hide(f"disposition{label}", *seers)
    drafting.dispose(remark, Disposition.NOT_ACCEPTED, reason, actor=cast.alice)
    return statement


def _published(town: Community) -> Statement:
    """How it came about is its members' to read: the wording before, the comments, who voted how by name."""
    statement = _consulted(town, "before", "commons", "lead", title="Published")
    lead = town.people["lead"]
    words = TEXT.format("Read by all", "ours")
    drafting.close_consultation(statement, "All have written.", actor=town.people["officer"])
    drafting.revise(statement, "Published", words, "Said better.", statement.version, actor=lead)
    cast = _drafter(town, "commons", "lead")
    stage.open_ballot(cast, statement)
    for kind in ACTIVE:
        if town.people[kind].may_vote:
            stage.say(statement, town.people[kind])
    stage.close(statement)
    moving_actions.publish(statement, actor=cast.olga)
    return statement


def _in_ballot(town: Community) -> Statement:
    """Under seal: what the insider says is the insider's to know until it closes; a motion is the officers'."""
    statement = _consulted(town, "closed", "closed", "editor", *CLOSED)
    cast = _drafter(town, "closed", "editor")
    drafting.close_consultation(statement, "All have written.", actor=cast.olga)
    stage.open_ballot(cast, statement, ConsensusRule(min_groups=1, min_countries=1))
    reason = {"clause": "1", "text": town.hide("sealed", "insider")}
    stage.say(statement, town.people["insider"], Stance.RESERVE, reason)
    ballot = ballots.latest(statement.ref)
    motion_actions.propose_annulment(ballot, town.hide("motion", "officer"), actor=cast.olga)
    return statement


def _addresses(town: Community, label: str, statement: Statement) -> None:
    base = f"/statements/{statement.slug}"
    town.has("/statements/<address>", label, base)
    town.has("/statements/<address>/comments/<int:number>", label, f"{base}/comments/1")
    town.has("/statements/<address>/clauses/<int:number>", label, f"{base}/clauses/1")
    key = queries.current(statement).clauses[0].key
    town.has("/statements/<address>/clauses/<int:key>", label, f"{base}/clauses/{key}")
    town.has("/statements/<address>/amendments/<int:number>", label, f"{base}/amendments/1")
    town.has("/statements/<address>/evidence/<int:id>", label, f"{base}/evidence/1")
    town.has("/statements/<address>/in/<country>", label, f"{base}/in/SG")
    replies = "/statements/<address>/comments/<int:number>/replies/<int:seq>"
    town.has(replies, label, f"{base}/comments/1/replies/1")
    town.has("/statements/<address>/revisions/<int:number>", label, f"{base}/revisions/1")
    if label == "members":
        return
    town.has("/statements/<slug>/ballots/<int:n>", label, f"{base}/ballots/1")
    seat = ballots.seat_of(ballots.latest(statement.ref), town.people["insider"]).number
    town.has("/statements/<slug>/ballots/<int:n>/seats/<int:number>", label, f"{base}/ballots/1/seats/{seat}")
    town.has("/statements/<slug>/ballots/<int:n>/motions/<int:id>", label, f"{base}/ballots/1/motions/1")
