"""Who may do what with a call and with the proposals that answer it."""

from __future__ import annotations

from typing import Any

from cop.calls.models import Call
from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, EVERYONE, permit, relation


def call_of(subject: Any) -> Call:
    """The call that a proposal, a characteristic or a person's part belongs to; a call itself."""
    return subject if isinstance(subject, Call) else subject.call


def _calls(actor: Any, _subject: Any) -> bool:
    return not actor.roles and (actor.group_key == "institutions" or bool(actor.mandated))


def _proposes(actor: Any, subject: Any) -> bool:
    call = call_of(subject)
    return not actor.roles and actor.id not in call.judges and not actor.regulates(call.country)


def _in_team(actor: Any, subject: Any) -> bool:
    return actor.id in call_of(subject).team


def _reviews(actor: Any, subject: Any) -> bool:
    return actor.id in call_of(subject).judges - call_of(subject).team


CALLER = relation(
    "caller", N_("verified regulators and members of institutions who hold no office here"), _calls
)
PROPOSER = relation(
    "proposer",
    N_(
        "members who hold no office here, are not of the call's team or reviewers, and regulate elsewhere if at all"
    ),
    _proposes,
)
TEAM = relation("call_team", N_("the call's team"), _in_team)
REVIEWER = relation("call_reviewer", N_("the call's reviewers"), _reviews)
AUTHOR = relation(
    "proposal_author", N_("who wrote the proposal"), lambda actor, subject: subject.author_id == actor.id
)

may_browse = permit(EVERYONE)
may_begin = permit(CALLER)
may_keep = permit(TEAM)
may_propose = permit(PROPOSER)
may_write = permit(AUTHOR)
may_read = permit(AUTHOR, TEAM, REVIEWER)
may_compare = permit(TEAM, REVIEWER)
may_rate = permit(TEAM, REVIEWER)
may_decide = permit(TEAM)
by_the_clock = permit(CLOCK)
