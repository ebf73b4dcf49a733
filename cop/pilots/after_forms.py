"""How changed promises and what came after are typed."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from cop.kernel.forms import Form, Line, Prose
from cop.pilots.after_rules import OUTCOMES
from cop.pilots.controls import Choice, Day
from cop.pilots.forms import MetricForm
from cop.pilots.ruling_forms import whole_link


class AmendForm(MetricForm):
    reason = Prose(_l("Why it changes now"), needed=_l("Give the reason."), most=2_000)


class AfterForm(Form):
    kind = Choice(_l("What came of it"), OUTCOMES, InputRequired(_l("Choose what came of it.")))
    day = Day(_l("Date"), [InputRequired(_l("Write the date."))])
    text = Prose(_l("In words"), needed=_l("Say what came of it."), most=1_000)
    link = Line(_l("Link"), most=500, hint=_l("Where it can be read; begins with https://."))

    validate_link = staticmethod(whole_link)
