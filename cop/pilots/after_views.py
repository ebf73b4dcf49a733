"""Pages on which promises are changed in the open and on which it is told what came of a pilot."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.kernel import words
from cop.kernel.web import actor, submit
from cop.pilots import after_actions, after_forms, forms, permits, queries
from cop.pilots.models import Metric, Pilot, PilotCountry
from cop.pilots.reading import address
from cop.pilots.views import form_page, pages


def _says() -> list[str]:
    return [
        _("What was promised at the first approval stays beside it, with your reason, for everyone to read.")
    ]


@pages.form("/<uid>/criteria/<int:id>/amend", permits.may_edit, queries.metric)
def amend(metric: Metric) -> Any:
    form = after_forms.AmendForm(data=metric.criterion())

    def act() -> None:
        after_actions.amend_criterion(metric, form.criterion(), form.reason.data, actor=actor())

    done = submit(form, act, lambda _done: address(metric.pilot))
    return done or form_page(form, _("Change a criterion after the approval"), metric.pilot, says=_says())


@pages.form("/<uid>/criteria/later", permits.may_edit, queries.pilot)
def later_criterion(pilot: Pilot) -> Any:
    form = after_forms.AmendForm()

    def act() -> None:
        after_actions.add_criterion(pilot, form.criterion(), form.reason.data, actor=actor())

    done = submit(form, act, lambda _done: address(pilot))
    return done or form_page(form, _("Add a criterion after the approval"), pilot, says=_says())


@pages.form("/<uid>/criteria/<int:id>/drop", permits.may_edit, queries.metric)
def drop(metric: Metric) -> Any:
    form = forms.ReasonForm()

    def act() -> None:
        after_actions.drop_criterion(metric, form.reason.data, actor=actor())

    done = submit(form, act, lambda _done: address(metric.pilot))
    says = [metric.name, *_says()]
    return done or form_page(form, _("Drop a criterion"), metric.pilot, _("Drop it"), says=says, grave=True)


@pages.form("/<uid>/in/<country>/after", permits.may_tell_after, queries.track)
def after(track: PilotCountry) -> Any:
    form = after_forms.AfterForm()

    def act() -> None:
        said = (form.kind.data, form.day.data, form.text.data, form.link.data or "")
        after_actions.tell_after(track, *said, actor=actor())

    title = _("What came of it in %(country)s", country=words.country(track.country))
    says = [
        _("A regulator's word is shown as attested, the team's as a claim or, with a link, as a document.")
    ]
    done = submit(form, act, lambda _made: address(track.pilot))
    return done or form_page(form, title, track.pilot, says=says)
