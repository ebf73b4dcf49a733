"""The page on which a regulator answers another country's suspension."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.kernel.web import actor, submit
from cop.pilots import forms, permits, queries, reading, watch_actions
from cop.pilots.models import PilotCountry
from cop.pilots.views import form_page, pages


@pages.form("/<uid>/in/<country>/review", permits.may_set_conditions, queries.track)
def review(track: PilotCountry) -> Any:
    form = forms.ReviewForm()
    says = [_("The answer becomes public. To stop the pilot here as well, suspend it instead.")]
    return submit(
        form,
        lambda: watch_actions.answer_review(track, form.reason.data, actor=actor()),
        lambda _done: reading.address(track),
    ) or form_page(form, _("Reviewed: why it goes on"), track.pilot, _("Record the answer"), says=says)
