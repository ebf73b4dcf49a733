"""Flagging a post; and, for moderators, what was flagged and what comes of it."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.kernel import clock, refs
from cop.kernel.web import Pages, actor, page, submit, to
from cop.moderation import actions, permits, queries, subjects
from cop.moderation.forms import (
    REASONS,
    RULINGS,
    STATES,
    TOLD,
    AssignForm,
    DecideForm,
    FlagForm,
    SettleForm,
)
from cop.moderation.models import Case
from cop.moderation.rules import Reason, Ruling, State
from cop.moderation.subjects import Subject
from cop.spaces import speech

pages = Pages("moderation", "/moderation")
SHOWS = ("waiting", "mine", "done")


def _flagged(viewer: Any, subject: str) -> Subject | None:
    return subjects.find(viewer, subject)


@pages.form("/flag/<subject>", permits.may_flag, _flagged)
def flag(subject: Subject) -> Any:
    form = FlagForm()

    def act() -> None:
        actions.flag(subject, Reason(form.reason.data), form.note.data, actor=actor())
        flash(_("The moderators are told. You hear from them by mail."))

    return submit(form, act, lambda _none: subject.address) or page(
        "moderation/flag.html", form=form, subject=subject
    )


@pages.get("/", permits.may_list)
def queue() -> Any:
    show = request.args.get("show", "waiting")
    show = show if show in SHOWS else "waiting"
    found = queries.queue(actor(), show, request.args.get("at", ""))
    titles = refs.resolve((row.subject for row in found.rows), actor())
    return page("moderation/queue.html", found=found, show=show, titles=titles, states=STATES, told=TOLD)


@pages.get("/<int:id>", permits.may_handle, queries.case)
def case(case: Case) -> Any:
    return _shown(case, None)


def _shown(case: Case, form: AssignForm | None) -> str:
    subject, flags = subjects.find(actor(), case.subject), queries.flags(case)
    return page(
        "moderation/case.html",
        case=case,
        subject=subject,
        flags=[(one, _sources(subject, one)) for one in flags],
        reasons=REASONS,
        state=STATES[case.state],
        told=TOLD,
        mine=case.assignee_id == actor().id,
        undecided=case.ruling is None,
        waits=State(case.state) in (State.open, State.taken, State.appealed),
        settles=case.state == State.appealed.value and permits.may_settle(actor(), case),
        earlier=queries.earlier(case, clock.now()) if subject and subject.who else 0,
        form=form or _assigning(case),
        assignee=dict(queries.moderators(case, clock.now())).get(case.assignee_id or 0, ""),
    )


def _sources(subject: Subject | None, flag: Any) -> str:
    """Of whom a flag is: group and country, as far as the rule of speech tells those who speak there."""
    return speech.source(subject.rule if subject else "chatham", flag.group_key, flag.country)


def _assigning(case: Case) -> AssignForm:
    form = AssignForm(assignee=str(case.assignee_id or actor().id))
    form.offer(queries.moderators(case, clock.now()))
    return form


@pages.post("/<int:id>/assign", permits.may_handle, queries.case)
def assign(case: Case) -> Any:
    form = _assigning(case)
    here = url_for("moderation.case", id=case.id)
    return submit(
        form, lambda: actions.assign(case, form.chosen, actor=actor()), lambda _none: here
    ) or _shown(case, form)


@pages.post("/<int:id>/take", permits.may_handle, queries.case)
def take(case: Case) -> Any:
    actions.assign(case, actor().id, actor=actor())
    return to("moderation.case", id=case.id)


@pages.post("/<int:id>/give-back", permits.may_handle, queries.case)
def give_back(case: Case) -> Any:
    actions.give_back(case, actor=actor())
    return to("moderation.case", id=case.id)


@pages.form("/<int:id>/decide", permits.may_handle, queries.case)
def decide(case: Case) -> Any:
    form = DecideForm()
    hints = {ruling: says for ruling, (_name, says) in RULINGS.items()}
    here = url_for("moderation.case", id=case.id)

    def act() -> None:
        actions.decide(case, Ruling(form.ruling.data), form.reason.data, actor=actor())

    return submit(form, act, lambda _none: here) or page(
        "moderation/decide.html", form=form, hints=hints, case=case, here=here
    )


@pages.form("/<int:id>/settle", permits.may_settle, queries.case)
def settle(case: Case) -> Any:
    form, here = SettleForm(), url_for("moderation.case", id=case.id)

    def act() -> None:
        actions.settle(case, form.granted.data == "yes", form.answer.data, actor=actor())

    return submit(form, act, lambda _none: here) or page(
        "moderation/settle.html", form=form, case=case, told=TOLD, here=here
    )
