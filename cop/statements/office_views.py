"""What the secretariat does with a statement: puts it to a ballot, publishes, sets aside, retires."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import request
from flask_babel import gettext

from cop.ballots import interest_words
from cop.ballots.roll import Prepared, prepare
from cop.ballots.terms import RuleName
from cop.kernel import clock
from cop.kernel.forms import Press
from cop.kernel.web import actor, attempt, page, submit
from cop.kernel.words import reader_zone
from cop.statements import (
    actions,
    comment_queries,
    forms,
    moving_actions,
    opening,
    permits,
    queries,
    reading,
    rules,
    shown,
    subjects,
)
from cop.statements.models import Statement
from cop.statements.rules import Move, State
from cop.statements.views import pages
from cop.statements.writing import proposal


@pages.form("/<address>/ballot", permits.may_open_ballot, reading.in_work, fresh=True)
def open_ballot(statement: Statement) -> Any:
    """First the choices, then exactly what would open, then, confirmed with its hash, the ballot."""
    form = opening.OpeningForm(closes_at=shown.proposed_close(reader_zone(), opening.USUAL_DAYS))
    if not form.is_submitted() or "back" in request.form:
        return _choose(statement, form)
    if "words" in request.form:
        return _in_words(statement, form)
    fits, prepared = attempt(form, lambda: _prepared(statement, form))
    if not fits:
        return _choose(statement, form)

    def act() -> Any:
        return moving_actions.open_ballot(statement, form.chosen, form.closing, form.seen.data, actor=actor())

    done = submit(form, act, lambda made: shown.ballot_address(made.slug, made.n)) if form.seen.data else None
    return done or _confirm(statement, form, prepared)


def _prepared(statement: Statement, form: opening.OpeningForm) -> Prepared:
    """What would open now. Raises what opening would raise."""
    rules.after(statement.stands, Move.BALLOT)
    rules.demand_disposed(comment_queries.unanswered(statement))
    prepared = prepare(statement.space, proposal(statement), form.chosen, form.closing)
    opening.demand(prepared, clock.now())
    return prepared


def _in_words(statement: Statement, form: opening.OpeningForm) -> str:
    """The choices again, with what their numbers mean."""
    form.rule.data = str(RuleName.CUSTOM)
    fits, rule = attempt(form, lambda: form.of_its_own)
    return _choose(statement, form, opening.sentences(rule) if fits else [])


def _choose(statement: Statement, form: opening.OpeningForm, said: Sequence[str] = ()) -> str:
    form.seen.data = ""
    waiting = comment_queries.unanswered(statement)
    common, hints = opening.rule_hints()
    shown_too = {"common": common, "hints": hints, "waiting": waiting, "said": said}
    return page(
        "statements/opening.html", statement=statement, form=form, limits=opening.limits(), **shown_too
    )


def _confirm(statement: Statement, form: opening.OpeningForm, prepared: Prepared) -> str:
    form.seen.data, form.stale = prepared.hash, None
    revision = queries.current(statement)
    return page(
        "statements/confirm.html",
        statement=statement,
        form=form,
        prepared=prepared,
        roll=opening.roll(prepared),
        sentences=opening.sentences(prepared.rule),
        warnings=[
            *opening.warnings(prepared, consulted=statement.consultations > 0),
            *interest_words.expected(prepared, subjects.keys(subjects.of(statement))),
        ],
        revision=revision,
        items=shown.clauses(revision.clauses),
    )


@pages.form("/<address>/publish", permits.may_publish, reading.in_work, fresh=True)
def publish(statement: Statement) -> Any:
    form = Press()
    done = submit(form, lambda: moving_actions.publish(statement, actor=actor()), shown.address)
    return done or page(
        "statements/publish.html", statement=statement, form=form, revision=queries.current(statement)
    )


def _with_reason(statement: Statement, title: str, says: str, act: Callable[..., Any]) -> Any:
    """A page that asks for a reason and then acts."""
    form = forms.Reason()
    done = submit(
        form, lambda: act(statement, form.reason.data, actor=actor()), lambda _done: shown.address(statement)
    )
    return done or page("statements/reason.html", statement=statement, form=form, title=title, says=says)


@pages.form("/<address>/end-consultation", permits.may_end_consultation, reading.in_work)
def end_consultation(statement: Statement) -> Any:
    says = gettext(
        "Members were told a later time. The reason stands in the history for all of them to read."
    )
    return _with_reason(statement, gettext("End the consultation early"), says, actions.close_consultation)


@pages.form("/<address>/set-aside", permits.may_shelve, reading.in_work)
def shelve(statement: Statement) -> Any:
    if statement.stands is State.SHELVED:
        title, says = gettext("Take it up again"), gettext("Its editors revise it from where it stood.")
    else:
        title = gettext("Set it aside")
        says = gettext("Nothing is done on it until the secretariat takes it up again. Comments stay.")
    return _with_reason(statement, title, says, moving_actions.shelve)


@pages.form("/<address>/withdraw", permits.may_retire, reading.in_work)
def withdraw(statement: Statement) -> Any:
    says = gettext("The text stays readable for ever, with a banner that says it is withdrawn, and why.")
    return _with_reason(statement, gettext("Withdraw the statement"), says, moving_actions.withdraw)


@pages.form("/<address>/withdraw-adoption", permits.may_unadopt, reading.in_work)
def withdraw_adoption(statement: Statement) -> Any:
    """One officer proposes with a reason, another confirms with one press."""
    form = Press() if statement.unadopt_by else forms.Reason()

    def act() -> Any:
        reason = form.reason.data if "reason" in form else ""
        return moving_actions.withdraw_adoption(statement, reason, actor=actor())

    done = submit(form, act, lambda _done: shown.address(statement))
    return done or page("statements/adoption.html", statement=statement, form=form)


@pages.post("/<address>/keep-adoption", permits.may_unadopt, reading.in_work)
def keep_adoption(statement: Statement) -> Any:
    moving_actions.drop_unadoption(statement, actor=actor())
    return shown.back_to(statement)


@pages.form("/<address>/supersede", permits.may_retire, reading.in_work)
def supersede(statement: Statement) -> Any:
    form = forms.Successor()

    def act() -> None:
        successor = queries.by_number(form.successor.data.upper()) or statement
        moving_actions.supersede(statement, successor, actor=actor())

    done = submit(form, act, lambda _none: shown.address(statement))
    return done or page("statements/supersede.html", statement=statement, form=form)
