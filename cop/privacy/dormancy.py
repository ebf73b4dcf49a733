"""Members not seen for long are asked each quarter, and never silently dropped."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from cop.kernel.db import db
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from cop.members.rules import State
from cop.privacy import dormancy_actions, dormancy_queries
from cop.privacy.pause_models import Question

BATCH = 100


def ask(now: datetime) -> None:
    """Once a day, until nobody is left to ask."""
    last = 0
    while found := dormancy_queries.unseen(now, last, BATCH):
        last = found[-1].id
        for member in found:
            dormancy_actions.ask_whether_staying(member, actor=SYSTEM, now=now)


def still_here(member: Member, letter: Letter) -> Mail | None:
    """The link is made when the letter is written, so that no secret waits in the outbox."""
    question = db.session.get(Question, letter.about["question"])
    if question is None or question.answer or member.state != State.active.value:
        return None
    raw = dormancy_actions.make_link(question, actor=SYSTEM)
    return write(
        "still_here", _("Do you want to stay?"), link=url_for("privacy.still_here", raw=raw, _external=True)
    )
