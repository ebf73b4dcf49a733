"""Pausing on the account page."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from cop.ballots import passing
from cop.kernel import clock
from cop.kernel.forms import Day, Form, Press
from cop.kernel.web import actor, page, submit
from cop.members import queries
from cop.members.models import Member
from cop.privacy import pause_actions, pause_queries, permits
from cop.privacy.pause_models import Pause
from cop.privacy.views import pages


class PauseForm(Form):
    until = Day(
        _l("Until"),
        validators=[InputRequired(_l("Say until which day."))],
        description=_l("The last day of your pause; on the next you are back by yourself."),
    )
    digest = BooleanField(_l("Gather letters: one a week with what waits for me and what is new"))
    hand_over = BooleanField(_l("Give seats of mine that have said nothing to their alternates"))


@pages.form("/account/data/pause", permits.may_pause, queries.oneself)
def pause(member: Member) -> Any:
    form, running = PauseForm(), pause_queries.running(member)

    def act() -> None:
        until = clock.from_local(
            datetime.combine(form.until.data, time(23, 59, 59)), member.zone, field="until"
        )
        pause_actions.pause(member, until, form.digest.data, form.hand_over.data, actor=actor())
        flash(_("You pause now. You may come back whenever you like."))

    return submit(form, act, lambda _none: url_for("privacy.pause")) or page(
        "privacy/pause.html",
        form=form,
        running=running,
        back=Press(),
        silent=passing.silent(member, clock.now()),
    )


def _own_pause(viewer: Any) -> Pause | None:
    return pause_queries.running(viewer) if viewer.is_member else None


@pages.post("/account/data/pause/end", permits.may_come_back, _own_pause)
def come_back(found: Pause) -> Any:
    done = submit(
        Press(), lambda: pause_actions.end_pause(found, actor=actor()), lambda _none: url_for("privacy.pause")
    )
    flash(_("Welcome back: you take part again."))
    return done
