"""What home shows a reviewer."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import clock, words
from cop.kernel.features import Awaiting
from cop.panels.rules import Place


def review(row: Any) -> Awaiting:
    """A review that is asked for, or accepted and not concluded."""
    country = words.country(row.country)
    if row.note == Place.ASKED:
        why, act = _("The regulator of %(country)s asks you to review it.", country=country), _("Answer")
        address = url_for("panels.answer", id=row.id)
    else:
        why, act = _("%(country)s awaits your review.", country=country), _("Go to your review")
        address = url_for("panels.write", id=row.id)
    return Awaiting(_("Review"), row.title, why, act, address, clock.midnight(row.due))
