"""The button by which a form's words are kept instead of said; the features' views ask it first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request, url_for

from cop.clearance import actions
from cop.clearance.actions import Unsaid
from cop.clearance.models import Waiting
from cop.kernel.forms import Form
from cop.kernel.web import actor, submit


def by_button(form: Form, unsaid: Callable[[], Unsaid]) -> Any:
    """Of a form that was sent to be kept: the redirect to the draft, or None with why not at the form."""

    def after(made: Waiting) -> str:
        return url_for("drafts.draft", id=made.id)

    return submit(form, lambda: actions.keep(unsaid(), actor=actor()), after)


def asked_for() -> bool:
    """Whether the button was pressed."""
    return "clear" in request.form
