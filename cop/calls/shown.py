"""Calls in words: how one stands, who reads a proposal now, and what the viewer can do next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.calls import permits, rules
from cop.calls.models import Call, Proposal
from cop.calls.rules import STATE_WORDS, State
from cop.kernel import words
from cop.kernel.acts import Act
from cop.kernel.errors import N_
from cop.pilots.choices import APPLICATIONS, FUNCTIONS


def state(row: Any, now: datetime) -> tuple[str, str]:
    """(state, the rest of the sentence) of a call or a row of one."""
    at = rules.state_of(row, now)
    said = _(STATE_WORDS[at])
    if not row.closes:
        return said, ""
    until = words.when(row.closes, row.zone)
    if at is State.OPEN:
        return said, _("until %(time)s", time=until)
    return said, _("closed on %(time)s", time=until) if at is not State.DRAFT else until


def facts(call: Call) -> list[tuple[str, str]]:
    found = [
        (_("Called by"), call.body),
        (_("Country"), words.country(call.country) if call.country else ""),
        (_("Public-health function"), _(FUNCTIONS[call.function]) if call.function else ""),
        (_("Application area"), _(APPLICATIONS[call.application]) if call.application else ""),
    ]
    return [(label, value) for label, value in found if value]


KEEPING = {
    "publish": (N_("Publish"), "calls.publish"),
    "edit": (N_("Edit the call"), "calls.edit"),
    "extend": (N_("Keep it open for longer"), "calls.extend"),
    "conclude": (N_("Conclude"), "calls.conclude"),
    "withdraw": (N_("Withdraw the call"), "calls.withdraw"),
}


def acts(viewer: Any, call: Call, now: datetime) -> list[Act]:
    """What awaits first; then what is at hand."""
    at = rules.state_of(call, now)
    here: dict[str, Any] = {"uid": call.uid}
    found = []
    if at is State.OPEN and permits.may_propose(viewer, call):
        found.append(Act(_("Write a proposal"), url_for("calls.propose", **here), urgent=True))
    if at is not State.DRAFT and permits.may_compare(viewer, call):
        label = _("Judge the proposals") if at is State.REVIEW else _("Proposals")
        found.append(Act(label, url_for("calls.proposals", **here), urgent=at is State.REVIEW))
    if permits.may_keep(viewer, call):
        moves = [(key, *told) for key, told in KEEPING.items() if at in rules.MOVES[key].begins]
        found += [
            Act(_(label), url_for(endpoint, **here), key == "publish") for key, label, endpoint in moves
        ]
        if at not in (State.CONCLUDED, State.WITHDRAWN):
            found.append(Act(_("Team and reviewers"), url_for("calls.people", **here)))
    return found


STEPS = {
    "submit": (N_("Submit"), "calls.submit_proposal"),
    "save": (N_("Edit the proposal"), "calls.edit_proposal"),
    "withdraw": (N_("Withdraw the proposal"), "calls.withdraw_proposal"),
    "rate": (N_("Rate it"), "calls.rate"),
    "choose": (N_("Choose it"), "calls.choose"),
    "shortlist": (N_("Put it on the shortlist"), "calls.shortlist"),
    "decline": (N_("Decline it"), "calls.decline"),
}
OF_AUTHOR, OF_JUDGE, OF_TEAM = ("submit", "save", "withdraw"), ("rate",), ("choose", "shortlist", "decline")


def steps(viewer: Any, proposal: Proposal, barred: bool, now: datetime) -> list[Act]:
    """``barred``: the viewer has an interest in it, so neither rates nor decides."""
    keys: list[str] = [*OF_AUTHOR] if permits.may_write(viewer, proposal) else []
    if not barred:
        keys += OF_JUDGE if permits.may_rate(viewer, proposal) else ()
        keys += OF_TEAM if permits.may_decide(viewer, proposal) else ()
    at = rules.state_of(proposal.call, now)
    here: dict[str, Any] = {"uid": proposal.call.uid, "number": proposal.number}
    return [
        Act(_(STEPS[key][0]), url_for(STEPS[key][1], **here), key in ("submit", "rate", "choose"))
        for key in keys
        if rules.can(key, at, proposal.standing)
    ]
