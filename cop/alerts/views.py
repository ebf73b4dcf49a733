"""Pages of alerts: what was warned of, who has answered, and who has not."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from cop.alerts import actions, permits, queries, shown
from cop.alerts.actions import Warned
from cop.alerts.forms import AlertForm, AnswerForm
from cop.alerts.models import Alert, Target
from cop.alerts.rules import ANSWERS
from cop.incidents import queries as reports
from cop.incidents.views import crumbs
from cop.kernel import clock, refs
from cop.kernel.refs import ref
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit

pages = Pages("alerts", "/alerts")


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [*crumbs(), (_("Alerts"), url_for("alerts.index")), *more]


@pages.get("/", permits.may_list_alerts)
def index() -> str:
    keep_nowhere()
    found = queries.listed(actor(), request.args.get("cursor", ""))
    return page(
        "alerts/index.html",
        found=found,
        crumbs=crumbs(),
        now=clock.now(),
        may_raise=permits.may_raise(actor()),
        span=shown.span,
        here=lambda cursor: url_for("alerts.index", cursor=cursor) if cursor else "",
    )


@pages.form("/new", permits.may_raise)
def new() -> Any:
    keep_nowhere()
    form = AlertForm(data=_prefilled())
    done = submit(form, lambda: _raise(form), lambda made: url_for("alerts.alert", uid=made.uid))
    says = [
        _(
            "It goes to the regulator of every country in which these versions are tried or planned, and to their leads."
        ),
        _("The developer is asked too. Each answers on the alert's page."),
    ]
    return done or page(
        "one_form.html",
        form=form,
        title=_("Raise an alert"),
        crumbs=_crumbs(),
        act=_("Send the alert"),
        says=says,
    )


def _prefilled() -> dict[str, str]:
    """From the page of a report: its product, version and number."""
    uid = request.args.get("incident", "")
    found = reports.read(actor(), uid) if uid else None
    if found is None:
        return {}
    version = found.product_version
    return {"product": found.product, "first": version, "last": version, "incident": found.uid}


def _raise(form: AlertForm) -> Alert:
    warned = Warned(
        form.product.data,
        form.first.data or "",
        form.last.data or "",
        form.words.data,
        form.days.data,
        form.incident.data or "",
        form.confirmed.data,
    )
    return actions.raise_alert(warned, actor=actor())


@pages.get("/<uid>", permits.may_list_alerts, queries.alert)
def alert(alert: Alert) -> str:
    keep_nowhere()
    viewer = actor()
    source = [ref("incident", alert.incident_id)] if alert.incident_id else []
    return page(
        "alerts/alert.html",
        alert=alert,
        crumbs=_crumbs(),
        span=shown.span(alert),
        mine=queries.asking(viewer, alert),
        whom=shown.named(alert.targets, viewer),
        names=queries.names(alert),
        answers=ANSWERS,
        source=list(refs.resolve(source, viewer).values()),
        reminded=shown.reminded,
        now=clock.now(),
    )


@pages.form("/<uid>/answer/<int:id>", permits.may_answer, queries.target)
def answer(target: Target) -> Any:
    keep_nowhere()
    form = AnswerForm()
    back = url_for("alerts.alert", uid=target.alert.uid)
    done = submit(form, lambda: _answer(target, form), lambda _done: back)
    says = [target.alert.words]
    own = _crumbs((target.alert.uid, back))
    return done or page(
        "one_form.html", form=form, title=_("Answer the alert"), crumbs=own, act=_("Answer"), says=says
    )


def _answer(target: Target, form: AnswerForm) -> None:
    actions.answer(target, form.answer.data, form.words.data or "", form.confirmed.data, actor=actor())
