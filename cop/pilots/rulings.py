"""What a regulator's decision must hold before it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cop.kernel.errors import N_, Invalid
from cop.pilots.rules import Attestation, State

LASTING = frozenset({State.APPROVED, State.CONDITIONAL})
WORDS = {
    "authority": N_("Name the competent authority that decides."),
    "instrument": N_("Name the law or rule that the decision rests on."),
    "reference": N_("Give the decision's reference, so that others can cite it."),
}


@dataclass(frozen=True)
class Ruling:
    """A country's decision with its legal basis; ``ends_on``: the last day on which the pilot may run.

    ``refusal`` is a code and ``reason`` its words; both empty unless refused.
    """

    state: State
    authority: str
    instrument: str
    reference: str
    decided_on: date
    article: str = ""
    link: str = ""
    ends_on: date | None = None
    attestation: Attestation = Attestation.REGULATOR
    refusal: str = ""
    reason: str = ""

    def basis(self) -> dict[str, str]:
        """What the chain's hash covers."""
        return basis_of(vars(self))


def basis_of(decision: Mapping[str, Any]) -> dict[str, str]:
    """Of a decision by column: every value a string, "" where there is none."""
    days = {key: decision[key].isoformat() if decision[key] else "" for key in ("decided_on", "ends_on")}
    return {key: decision[key] for key in ("article", "authority", "instrument", "link", "reference")} | days


def demand_whole(ruling: Ruling, conditions: int, today: date) -> None:
    """Raises Invalid, at its field, for the first thing that is missing or contradicts another."""
    for field, sentence in WORDS.items():
        if not getattr(ruling, field):
            raise Invalid(sentence, field=field)
    _demand_dates(ruling, today)
    _demand_conditions(ruling, conditions)
    _demand_reason(ruling)
    if ruling.attestation is Attestation.DOCUMENT and not ruling.link:
        raise Invalid(N_("A public document needs a link under which it can be read."), field="link")


def _demand_dates(ruling: Ruling, today: date) -> None:
    if ruling.decided_on > today:
        raise Invalid(N_("The decision's date lies in the future."), field="decided_on")
    if ruling.state in LASTING and ruling.ends_on is None:
        raise Invalid(N_("Say until when the decision is valid."), field="ends_on")
    if ruling.ends_on and ruling.ends_on < max(today, ruling.decided_on):
        raise Invalid(N_("The decision would have run out already."), field="ends_on")


def _demand_conditions(ruling: Ruling, conditions: int) -> None:
    if ruling.state is State.CONDITIONAL and not conditions:
        raise Invalid(N_("Write the conditions first, on the country's page; then decide."), field="state")
    if ruling.state is not State.CONDITIONAL and conditions:
        raise Invalid(
            N_("Conditions are written for this country: approve with conditions, or remove them first."),
            field="state",
        )


def _demand_reason(ruling: Ruling) -> None:
    if ruling.state is State.REFUSED and not ruling.refusal:
        raise Invalid(N_("Choose the main reason of the refusal."), field="refusal")
    if ruling.state is State.REFUSED and not ruling.reason:
        raise Invalid(N_("Explain the refusal: the reason becomes public."), field="reason")
