"""A proposal: writing it, reading it, handing it in, taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _

from cop.calls import forms, judging, permits, proposal_actions, queries, rules, shown
from cop.calls.forms import MARKS
from cop.calls.models import Call, Proposal
from cop.calls.profile import BOUND_WORDS, MEETS_WORDS
from cop.calls.proposing import lacking
from cop.calls.rules import PROPOSAL_NEEDS, STANDING_WORDS
from cop.calls.views import crumbs, form_page, pages
from cop.kernel import clock, refs
from cop.kernel.forms import Press
from cop.kernel.web import actor, page, submit

MADE = ("product", "developer", "product_version")


@pages.form("/<uid>/propose", permits.may_propose, queries.call)
def propose(call: Call) -> Any:
    form = forms.of_proposal(call)
    rules.demand_step("save", rules.state_of(call, clock.lately()), rules.Standing.DRAFT)
    says = [
        _(
            "Only you read a draft. Once you submit it the call's team reads it, and its reviewers after the closing."
        ),
        _("To submit it you answer everything; only what it needs from the setting may stay open."),
    ]

    def act() -> Proposal:
        return proposal_actions.begin_proposal(call, form.offered, actor=actor())

    return submit(form, act, queries.proposal_address) or form_page(
        form, _("Answer: %(title)s", title=call.title), call, _("Save the draft"), says=says
    )


@pages.get("/<uid>/proposals/<int:number>", permits.may_read, queries.proposal)
def proposal(proposal: Proposal) -> str:
    viewer, now, call = actor(), clock.lately(), proposal.call
    judged = judging.judged(viewer, call, [proposal], now.date())[0]
    own = proposal.author_id == viewer.id
    barred = bool(judged.barred) or (judged.mine is not None and not judged.mine.mark)
    return page(
        "calls/proposal.html",
        proposal=proposal,
        call=call,
        crumbs=crumbs(call),
        own=own,
        judged=judged,
        standing=_(STANDING_WORDS[rules.Standing(proposal.standing)]),
        made=_said(proposal, MADE),
        said=_said(proposal, ("approach", "evidence", "needs", "interests")),
        lines=judging.side_by_side(call, [proposal]),
        bounds=BOUND_WORDS,
        meets=MEETS_WORDS,
        marks=MARKS,
        acts=shown.steps(viewer, proposal, barred, now),
        may_leave=not own
        and rules.can("rate", rules.state_of(call, now), proposal.standing)
        and not judged.mine,
        lacking=[_(one) for one in lacking(proposal)] if own else [],
        links=refs.linked(proposal.ref, viewer),
    )


def _said(proposal: Proposal, keys: Iterable[str]) -> list[tuple[str, str]]:
    """(label, answer) of what was answered."""
    labels = PROPOSAL_NEEDS | {"needs": forms.NEEDS}
    return [(_(labels[key]), getattr(proposal, key)) for key in keys if getattr(proposal, key)]


@pages.form("/<uid>/proposals/<int:number>/edit", permits.may_write, queries.proposal)
def edit_proposal(proposal: Proposal) -> Any:
    call, form = proposal.call, forms.of_proposal(proposal.call, proposal)

    def act() -> None:
        proposal_actions.edit_proposal(proposal, form.offered, form.version.number, actor=actor())

    return submit(form, act, lambda _done: queries.proposal_address(proposal)) or form_page(
        form, _("Edit the proposal"), call
    )


@pages.form("/<uid>/proposals/<int:number>/submit", permits.may_write, queries.proposal)
def submit_proposal(proposal: Proposal) -> Any:
    says = [
        _(
            "The call's team reads it from now on, its reviewers from the closing. You can change it until then."
        )
    ]
    return pressing(proposal, proposal_actions.submit_proposal, _("Submit the proposal"), _("Submit"), says)


@pages.form("/<uid>/proposals/<int:number>/withdraw", permits.may_write, queries.proposal)
def withdraw_proposal(proposal: Proposal) -> Any:
    says = [_("Nobody but you reads it any more. While the call is open you can submit it again.")]
    return pressing(
        proposal, proposal_actions.withdraw_proposal, _("Withdraw the proposal"), _("Withdraw"), says
    )


def pressing(proposal: Proposal, act: Callable[..., Any], title: str, label: str, says: list[str]) -> Any:
    form = Press()
    back = queries.proposal_address(proposal)
    return submit(form, lambda: act(proposal, actor=actor()), lambda _done: back) or form_page(
        form, title, proposal.call, label, says=[proposal.title, *says]
    )
