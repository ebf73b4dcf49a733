"""What people type about clocks."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from cop.incidents.rules import HOURS, Urgency
from cop.kernel.forms import Form, Number


def Hours(label: str) -> Any:
    return Number(label, least=1, most=8_760, needed=_l("Write how many hours."))


class ClocksForm(Form):
    public_health = Hours(_l("A threat to public health: hours"))
    serious = Hours(_l("Death or serious harm: hours"))
    other = Hours(_l("Everything else: hours"))

    def hours(self) -> dict[Urgency, int]:
        return {urgency: self[urgency.value].data for urgency in HOURS}
