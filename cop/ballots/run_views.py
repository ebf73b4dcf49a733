"""The secretariat's page of a running ballot: extending, annulling, confirming what a colleague proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from cop.ballots import (
    forms,
    motion_actions,
    outcomes,
    permits,
    pictures,
    queries,
    reach,
    reading,
    records,
    time_actions,
)
from cop.ballots.kept import Motion
from cop.ballots.models import Ballot
from cop.ballots.views import address, pages, show
from cop.kernel.forms import Form, Press
from cop.kernel.web import actor, submit
from cop.kernel.words import reader_zone


@pages.get("/<slug>/ballots/<int:n>/run", permits.may_run, reading.ballot)
def run(one: Ballot) -> str:
    return _run(one)


def _run(one: Ballot, **forms_shown: Form) -> str:
    asked = " ".join(request.args.get("name", "").split())
    viewer, called, tally = actor(), pictures.names(), queries.tally(one)
    shown = {"extension": forms.Extension(formdata=None), "annulment": forms.PublicReason(formdata=None)}
    return show(
        "ballots/run.html",
        one,
        turnout=outcomes.turnout(one, tally, viewer),
        tally=tally.all,
        motions=queries.motions(one) if one.is_open else [],
        entered=queries.entered_by(one, viewer),
        refused=reach.refused(one) if one.is_open else [],
        failing=reach.count(one) if one.is_open else 0,
        listed=queries.roll_page(one, request.args.get("at", ""), asked),
        asked=asked,
        called=called,
        reasons=records.reasons(one),
        **(shown | forms_shown),
    )


@pages.form("/<slug>/ballots/<int:n>/extend", permits.may_run, reading.ballot)
def extend(one: Ballot) -> Any:
    form = forms.Extension()

    def act() -> None:
        closes_at = form.closes_at.moment(reader_zone())
        time_actions.extend(one, closes_at, form.reason.data, actor=actor())
        flash(_("The ballot runs longer; every seat is told by mail."))

    return submit(form, act, lambda _none: address(one, "run")) or _run(one, extension=form)


@pages.form("/<slug>/ballots/<int:n>/annul", permits.may_run, reading.ballot)
def annul(one: Ballot) -> Any:
    form = forms.PublicReason()

    def act() -> None:
        motion_actions.propose_annulment(one, form.reason.data, actor=actor())
        flash(_("Proposed. Another officer must confirm it before the close."))

    return submit(form, act, lambda _none: address(one, "run")) or _run(one, annulment=form)


@dataclass(frozen=True)
class Moved:
    """A motion and the ballot it is about."""

    ballot: Ballot
    motion: Motion


def _moved(viewer: Any, slug: str, n: int, id: int) -> Moved | None:
    one = reading.ballot(viewer, slug, n)
    found = queries.motion(one, id) if one else None
    return Moved(one, found) if one and found else None


@pages.post("/<slug>/ballots/<int:n>/motions/<int:id>/confirm", permits.may_run, _moved)
def confirm(moved: Moved) -> Any:
    confirmed = {
        motion_actions.ANNUL: motion_actions.confirm_annulment,
        motion_actions.VOID: motion_actions.confirm_voiding,
    }
    return _on(moved, confirmed[moved.motion.kind], _("Confirmed, and in the record."))


@pages.post("/<slug>/ballots/<int:n>/motions/<int:id>/withdraw", permits.may_run, _moved)
def withdraw(moved: Moved) -> Any:
    return _on(moved, motion_actions.withdraw_motion, _("The proposal is withdrawn."))


def _on(moved: Moved, act_on: Callable[..., Any], said: str) -> Any:
    form = Press()

    def act() -> None:
        act_on(moved.ballot, moved.motion, actor=actor())
        flash(said)

    one = moved.ballot
    return submit(form, act, lambda _none: address(one, "run")) or _run(one, pressed=form)
