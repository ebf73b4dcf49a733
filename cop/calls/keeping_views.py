"""What a call's team does with it: the profile, its people, publishing, extending, concluding, withdrawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.calls import actions, forms, permits, queries
from cop.calls.models import Call, Characteristic
from cop.calls.queries import Place
from cop.calls.rules import LEAST_OPEN
from cop.calls.views import crumbs, form_page, pages
from cop.kernel.clock import to_local
from cop.kernel.forms import Press, lasting
from cop.kernel.web import actor, page, submit, to


@pages.form("/<uid>/profile/new", permits.may_keep, queries.call)
def want(call: Call) -> Any:
    form = forms.LineForm()
    says = [
        _("Every proposal says how it stands to each line, and you see them side by side."),
        _("Numbers are compared exactly; what is in words is for people to judge."),
    ]
    return submit(
        form, lambda: actions.want(call, form.wanted, actor=actor()), lambda _m: queries.address(call)
    ) or (form_page(form, _("A line of the profile"), call, _("Add"), says=says))


@pages.form("/<uid>/profile/<int:id>", permits.may_keep, queries.characteristic)
def wanted(line: Characteristic) -> Any:
    form, call = forms.LineForm(obj=line), line.call

    def act() -> None:
        actions.change_wanted(line, form.wanted, form.version.number, actor=actor())

    remove = url_for("calls.want_no_more", uid=call.uid, id=line.id)
    return submit(form, act, lambda _done: queries.address(call)) or form_page(
        form, _("A line of the profile"), call, remove=remove
    )


@pages.post("/<uid>/profile/<int:id>/remove", permits.may_keep, queries.characteristic)
def want_no_more(line: Characteristic) -> Any:
    call = actions.want_no_more(line, actor=actor())
    return to("calls.call", uid=call.uid)


@pages.form("/<uid>/people", permits.may_keep, queries.call)
def people(call: Call) -> Any:
    form = forms.PersonForm()
    return submit(form, lambda: actions.name_person(call, *form.named, actor=actor())) or page(
        "calls/people.html", form=form, call=call, crumbs=crumbs(call)
    )


@pages.post("/<uid>/people/<int:member>/remove", permits.may_keep, queries.place)
def remove_person(place: Place) -> Any:
    actions.remove_person(place.call, place.member, actor=actor())
    return to("calls.people", uid=place.call.uid)


@pages.form("/<uid>/publish", permits.may_keep, queries.call)
def publish(call: Call) -> Any:
    says = [
        _(
            "Everyone reads the call from now on, and members can answer. It stays as it is; only its closing can move."
        ),
        _("It has to be open for at least %(least)s.", least=lasting(LEAST_OPEN)),
    ]
    return _pressing(call, actions.publish_call, _("Publish the call"), _("Publish"), says)


@pages.form("/<uid>/conclude", permits.may_keep, queries.call)
def conclude(call: Call) -> Any:
    says = [_("Every proposal has been chosen or declined. The call stands as concluded from now on.")]
    return _pressing(call, actions.conclude_call, _("Conclude the call"), _("Conclude"), says)


def _pressing(call: Call, act: Callable[..., Any], title: str, label: str, says: list[str]) -> Any:
    form = Press()
    return submit(form, lambda: act(call, actor=actor()), lambda _done: queries.address(call)) or form_page(
        form, title, call, label, says=says
    )


@pages.form("/<uid>/extend", permits.may_keep, queries.call)
def extend(call: Call) -> Any:
    form = forms.ExtendForm(closes=to_local(call.closes, call.zone) if call.closes else None)

    def act() -> None:
        actions.extend_call(call, form.closes.moment(call.zone), actor=actor())

    return submit(form, act, lambda _done: queries.address(call)) or form_page(
        form, _("Keep the call open for longer"), call, says=[_("Whoever wrote a proposal is told.")]
    )


@pages.form("/<uid>/withdraw", permits.may_keep, queries.call)
def withdraw(call: Call) -> Any:
    form = forms.ReasonForm()

    def act() -> None:
        actions.withdraw_call(call, form.reason.data, actor=actor())

    says = [_("Everyone reads the reason, and whoever wrote a proposal is told.")]
    return submit(form, act, lambda _done: queries.address(call)) or form_page(
        form, _("Withdraw the call"), call, _("Withdraw"), says=says, grave=True
    )
