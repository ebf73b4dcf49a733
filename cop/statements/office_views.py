"""What the secretariat does with a statement: puts it to a ballot, publishes, sets aside, retires."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext

from cop.ballots import outcomes, pictures
from cop.ballots.roll import Prepared, prepare
from cop.ballots.rules import ConsensusRule, custom, named
from cop.ballots.terms import RuleName, Unit, Visibility
from cop.kernel.errors import N_, Invalid, Refused
from cop.kernel.forms import Press
from cop.kernel.web import actor, page, submit
from cop.statements import actions, forms, moving_actions, permits, queries, shown
from cop.statements.models import Statement
from cop.statements.views import in_work, pages

UNITS = {
    Unit.MEMBER: N_("One for each member who may vote"),
    Unit.DELEGATION: N_("One for each country in each group, held by its named head"),
}
VISIBILITIES = {
    Visibility.SEALED: N_("Sealed: nobody sees another's position until the close"),
    Visibility.OPEN: N_("Open: members see positions and counts at once"),
}


@pages.form("/<address>/ballot", permits.may_open_ballot, in_work)
def open_ballot(statement: Statement) -> Any:
    """Shows exactly what would open; opens it when the officer confirms what was shown."""
    form = _form()
    prepared = _prepared(form, statement) if form.is_submitted() and form.validate() else None
    confirmed = prepared is not None and form.understood.data and form.seen.data

    def act() -> Any:
        rule, closes_at = prepared.rule, prepared.closes_at  # type: ignore[union-attr]
        return moving_actions.open_ballot(statement, rule, closes_at, form.seen.data, actor=actor())

    done = (
        submit(form, act, lambda made: url_for("ballots.ballot", slug=made.slug, n=made.n))
        if confirmed
        else None
    )
    if prepared:
        form.seen.data = prepared.hash
    return done or page(
        "statements/open_ballot.html",
        statement=statement,
        form=form,
        prepared=prepared,
        explained=outcomes.explained(prepared.rule) if prepared else [],
        unanswered=queries.unanswered(statement),
        items=shown.clauses(queries.current(statement).clauses, {}),
        groups=pictures.names(),
    )


def _form() -> forms.OpenBallot:
    form = forms.OpenBallot(closes_at=shown.proposed_close(actor().zone))
    form.rule.choices = [(str(name), gettext(words)) for name, words in outcomes.RULES.items()]
    form.unit.choices = [(str(unit), gettext(words)) for unit, words in UNITS.items()]
    form.visibility.choices = [(str(seen), gettext(words)) for seen, words in VISIBILITIES.items()]
    return form


def _prepared(form: forms.OpenBallot, statement: Statement) -> Prepared | None:
    """What the form asks to open, or None with the refusal at its field."""
    try:
        closes_at = form.closes_at.moment(actor().zone)
        return prepare(statement.space, moving_actions.proposal(statement), _rule(form), _needed(closes_at))
    except Refused as refused:
        form.refuse(refused)
        return None


def _needed(closes_at: datetime | None) -> datetime:
    if closes_at is None:
        raise Invalid(N_("Say until when positions are taken."), field="closes_at")
    return closes_at


def _rule(form: forms.OpenBallot) -> ConsensusRule:
    unit, visibility = Unit(form.unit.data), Visibility(form.visibility.data)
    if form.rule.data != RuleName.CUSTOM:
        return named(RuleName(form.rule.data), unit=unit, visibility=visibility)
    return custom(form.parameters, unit=unit, visibility=visibility)


@pages.form("/<address>/publish", permits.may_publish, in_work)
def publish(statement: Statement) -> Any:
    form = Press()
    done = submit(form, lambda: moving_actions.publish(statement, actor=actor()), shown.address)
    return done or page("statements/publish.html", statement=statement, form=form)


def _with_reason(statement: Statement, title: str, act: Any) -> Any:
    """A page that asks for a reason and then acts."""
    form = forms.Reason()
    done = submit(
        form, lambda: act(statement, form.reason.data, actor=actor()), lambda _: shown.address(statement)
    )
    return done or page("statements/reason.html", statement=statement, form=form, title=title)


@pages.form("/<address>/withdraw-adoption", permits.may_unadopt, in_work)
def withdraw_adoption(statement: Statement) -> Any:
    return _with_reason(statement, gettext("Withdraw the adoption"), moving_actions.withdraw_adoption)


@pages.form("/<address>/set-aside", permits.may_shelve, in_work)
def shelve(statement: Statement) -> Any:
    return _with_reason(statement, gettext("Set aside, or take up again"), moving_actions.shelve)


@pages.form("/<address>/withdraw", permits.may_retire, in_work)
def withdraw(statement: Statement) -> Any:
    return _with_reason(statement, gettext("Withdraw the statement"), moving_actions.withdraw)


@pages.form("/<address>/supersede", permits.may_retire, in_work)
def supersede(statement: Statement) -> Any:
    form = forms.Successor()

    def act() -> None:
        successor = queries.by_address(actor(), form.successor.data) or statement
        moving_actions.supersede(statement, successor, actor=actor())

    done = submit(form, act, lambda _: shown.address(statement))
    return done or page("statements/supersede.html", statement=statement, form=form)


@pages.post("/<address>/take-up", permits.may_take_up, in_work)
def take_up(statement: Statement) -> Any:
    actions.take_up(statement, actor=actor())
    return shown.back_to(statement)
