"""How a regulator writes down a decision."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError
from wtforms.validators import InputRequired, Optional

from cop.kernel.errors import Refused
from cop.kernel.forms import Form, Line, Prose, sentence_of
from cop.pilots import choices, values
from cop.pilots.controls import Choice, Day
from cop.pilots.rules import Attestation, State
from cop.pilots.rulings import Ruling

RULINGS = {
    State.APPROVED.value: _l("Approve"),
    State.CONDITIONAL.value: _l("Approve with conditions"),
    State.NOT_REQUIRED.value: _l("No approval is required"),
    State.REFUSED.value: _l("Refuse"),
}
RULING_HINTS = {
    State.APPROVED.value: _l("The pilot may start once its team has everything in place."),
    State.CONDITIONAL.value: _l("The same, under the conditions that you have written."),
    State.NOT_REQUIRED.value: _l("Your country's law asks for no approval of such a trial."),
    State.REFUSED.value: _l("The pilot may not run in your country. The reason becomes public."),
}
ATTESTATIONS = {
    Attestation.REGULATOR.value: _l("I attest it for my authority"),
    Attestation.DOCUMENT.value: _l("It stands in a public document, at the link above"),
}


def whole_link(_form: Form, field: Any) -> None:
    try:
        field.data = field.data and values.link(field.data)
    except Refused as refused:
        raise ValidationError(sentence_of(refused)) from refused


class DecisionForm(Form):
    state = RadioField(
        _l("Decision"), [InputRequired(_l("Choose the decision."))], choices=list(RULINGS.items())
    )
    authority = Line(_l("Competent authority"), needed=_l("Name the competent authority that decides."))
    reference = Line(
        _l("Reference of the decision"),
        needed=_l("Give the decision's reference, so that others can cite it."),
    )
    instrument = Line(
        _l("Legal basis"),
        needed=_l("Name the law or rule that the decision rests on."),
        hint=_l("The act, decree or guideline."),
    )
    article = Line(_l("Article"), most=80)
    link = Line(_l("Link"), most=500, hint=_l("Where it can be read; begins with https://."))
    decided_on = Day(_l("Date of the decision"), [InputRequired(_l("Write the date of the decision."))])
    ends_on = Day(
        _l("Valid until"),
        [Optional()],
        description=_l("The last day on which the pilot may run here. Needed for an approval."),
    )
    attestation = RadioField(
        _l("Who vouches for it"),
        [InputRequired(_l("Say who vouches for the decision."))],
        choices=list(ATTESTATIONS.items()),
        default=Attestation.REGULATOR.value,
    )
    refusal = Choice(_l("Main reason of a refusal"), choices.REFUSALS)
    reason = Prose(_l("Reason in words"), most=2_000, hint=_l("Needed for a refusal; it becomes public."))

    validate_link = staticmethod(whole_link)

    def ruling(self) -> Ruling:
        written = {
            key: self[key].data or "" for key in ("authority", "reference", "instrument", "article", "link")
        }
        return Ruling(
            state=State(self.state.data),
            decided_on=self.decided_on.data,
            ends_on=self.ends_on.data,
            attestation=Attestation(self.attestation.data),
            refusal=self.refusal.data or "",
            reason=self.reason.data or "",
            **written,
        )
