"""What the demonstration's texts rest on, what is said under a comment, and one declared interest."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cop.demo.people import Cast
from cop.discussions.models import Thread
from cop.kernel import clock
from cop.members.interest_actions import Declared, declare
from cop.members.interest_rules import About, Nature
from cop.statements import comment_queries, evidence_actions, queries, reply_actions, subject_actions
from cop.statements.evidence_actions import Reference
from cop.statements.models import Statement

TOPIC = "Generative AI"
GUIDANCE = Reference(
    "https://www.who.int/publications/i/item/9789240029200",
    "World Health Organization: Ethics and governance of artificial intelligence for health",
    date(2021, 6, 28),
)


def evidence(cast: Cast, now: datetime, statement: Statement, asked: Thread) -> None:
    """Of the text in consultation: a discussion here, guidance from outside."""
    lead = cast.personas["clinician"]
    keys = {c.number: c.key for c in queries.current(statement).clauses if c.number}
    shows = Reference(asked.ref, note="What 4,000 local images can show, and with which interval.")
    with clock.at(now - timedelta(days=5)):
        evidence_actions.cite(statement, keys[3], shows, actor=lead)
        evidence_actions.cite(statement, None, GUIDANCE, actor=lead)


def talk_under_a_comment(cast: Cast, now: datetime, statement: Statement) -> None:
    """The amendment by the developer is talked over."""
    remark = comment_queries.comment(cast.officer, statement.slug, 2)
    assert remark is not None
    with clock.at(now - timedelta(days=2)):
        asked = "Who would answer for a tool that came to the data and was wrong?"
        first = reply_actions.reply(remark, asked, actor=cast.personas["advocate"])
    with clock.at(now - timedelta(days=1)):
        answered = "Who runs it there, as with a device on loan."
        reply_actions.reply(remark, answered, first.seq, actor=cast.personas["developer"])


def interest(cast: Cast, statement: Statement) -> None:
    """The developer has one in what the ballot is about, and will be asked to recuse."""
    developer = cast.personas["developer"]
    declared = Declared(About.TOPIC, TOPIC, Nature.EMPLOYMENT, date(2024, 1, 1))
    declare(developer, declared, actor=developer)
    subject_actions.name_subjects(statement, {About.TOPIC: [TOPIC]}, actor=cast.personas["regulator"])
