"""Proposals side by side, rated and decided."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.calls import forms, judging, judging_actions, permits, queries, rules, shown
from cop.calls.models import Call, Proposal
from cop.calls.profile import BOUND_WORDS, MEETS_WORDS
from cop.calls.proposal_views import pressing
from cop.calls.rules import STANDING_WORDS, State
from cop.calls.views import crumbs, form_page, pages
from cop.kernel import clock
from cop.kernel.web import actor, page, submit, to


@pages.get("/<uid>/proposals", permits.may_compare, queries.call)
def proposals(call: Call) -> str:
    """All that the viewer may read of a call, against its profile and with what they were rated."""
    viewer, now = actor(), clock.lately()
    found = queries.proposals(viewer, call)
    return page(
        "calls/proposals.html",
        call=call,
        crumbs=crumbs(call),
        state=shown.state(call, now),
        judged=judging.judged(viewer, call, found, now.date()),
        lines=judging.side_by_side(call, found),
        standings=STANDING_WORDS,
        bounds=BOUND_WORDS,
        meets=MEETS_WORDS,
        reviewing=rules.state_of(call, now) is State.REVIEW,
    )


@pages.form("/<uid>/proposals/<int:number>/rate", permits.may_rate, queries.proposal)
def rate(proposal: Proposal) -> Any:
    mine = next((one for one in proposal.ratings if one.rater_id == actor().id and one.mark), None)
    form = forms.RatingForm(data={"mark": str(mine.mark), "reason": mine.reason} if mine else None)

    def act() -> None:
        judging_actions.rate_proposal(proposal, int(form.mark.data), form.reason.data, actor=actor())

    says = [
        _("%(title)s, by %(who)s", title=proposal.title, who=proposal.organisation),
        _("Others read your mark once they have given theirs; the proposer never does."),
    ]
    back = queries.proposal_address(proposal)
    return submit(form, act, lambda _done: back) or form_page(
        form, _("Rate the proposal"), proposal.call, says=says
    )


@pages.post("/<uid>/proposals/<int:number>/leave", permits.may_rate, queries.proposal)
def leave_to_others(proposal: Proposal) -> Any:
    judging_actions.leave_to_others(proposal, actor=actor())
    return to("calls.proposals", uid=proposal.call.uid)


@pages.form("/<uid>/proposals/<int:number>/shortlist", permits.may_decide, queries.proposal)
def shortlist(proposal: Proposal) -> Any:
    says = [_("Its author is told that the decision follows.")]
    return pressing(
        proposal, judging_actions.shortlist_proposal, _("Put it on the shortlist"), _("Shortlist"), says
    )


@pages.form("/<uid>/proposals/<int:number>/decline", permits.may_decide, queries.proposal)
def decline(proposal: Proposal) -> Any:
    return _deciding(proposal, judging_actions.decline_proposal, _("Decline the proposal"), _("Decline"), [])


@pages.form("/<uid>/proposals/<int:number>/choose", permits.may_decide, queries.proposal)
def choose(proposal: Proposal) -> Any:
    says = [
        _(
            "It becomes a draft pilot that its author leads and completes; choosing it is no decision of a regulator."
        )
    ]
    return _deciding(proposal, judging_actions.choose_proposal, _("Choose the proposal"), _("Choose"), says)


def _deciding(proposal: Proposal, act: Any, title: str, label: str, says: list[str]) -> Any:
    form = forms.ReasonForm()
    told = [proposal.title, *says, _("Its author reads the reason in a letter.")]

    def decide() -> None:
        act(proposal, form.reason.data, actor=actor())

    back = url_for("calls.proposals", uid=proposal.call.uid)
    return submit(form, decide, lambda _done: back) or form_page(form, title, proposal.call, label, says=told)
