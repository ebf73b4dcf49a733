"""Who may say what at a seat, and what must be said with it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import IN_FAVOUR, By, Stance
from cop.kernel.errors import N_, Forbidden, IllegalMove, Invalid

AUTHORITY = {By.OFFICER: 0, By.ALTERNATE: 1, By.HOLDER: 2}


def may_replace(standing: By, by: By) -> bool:
    """Holders replace and retract anyone's, alternates not a holder's, officers only an officer's."""
    return AUTHORITY[by] >= AUTHORITY[standing]


def check_replace(standing: By | None, by: By) -> None:
    """``standing``: who entered the position that stands, None where none does. Raises Forbidden."""
    if standing is not None and not may_replace(standing, by):
        raise Forbidden(
            N_("The holder of this seat took its position; only the holder can change it.")
            if standing is By.HOLDER
            else N_(
                "The alternate of this seat took its position; only the holder or an alternate can change it."
            )
        )


def check_retract(standing: By | None, by: By) -> None:
    """Raises IllegalMove where nothing stands, Forbidden where it is not theirs to take back."""
    if standing is None:
        raise IllegalMove(N_("No position of this seat stands, so there is none to retract."))
    check_replace(standing, by)


def check_transfer(standing: Stance | None) -> None:
    """Only a silent seat gets a new holder. Raises IllegalMove."""
    if standing is not None:
        raise IllegalMove(
            N_("This seat has taken a position, which stays; only a silent seat can be passed on.")
        )


NEEDS: dict[Stance, dict[str, str]] = {
    Stance.RESERVE: {
        "clause": N_("Name the clause your reservation is about."),
        "text": N_("Write the reservation; it is published with the statement."),
    },
    Stance.OBJECT: {
        "change": N_("Write the change that would resolve your objection."),
        "clause": N_("Name the clause you object to."),
        "reason": N_("Write why you object."),
    },
    Stance.RECUSE: {"interest": N_("Declare the interest for which you recuse yourself.")},
}


def note_of(stance: Stance, written: Mapping[str, str]) -> dict[str, str]:
    """The fields this stance is recorded with, stripped. Raises Invalid for the first that is missing."""
    for field, wanted in NEEDS.get(stance, {}).items():
        if not written.get(field, "").strip():
            raise Invalid(wanted, field=field)
    return {field: written[field].strip() for field in NEEDS.get(stance, {})}


def check_stance(stance: Stance, rule: ConsensusRule, *, sign: bool) -> None:
    """Raises Invalid for a stance the rule does not know, or a signature under anything but support."""
    if stance not in rule.stances:
        raise Invalid(
            N_("In a silence procedure you can object, recuse yourself, or say nothing."), field="stance"
        )
    if sign and stance not in IN_FAVOUR:
        raise Invalid(N_("Only who endorses or reserves can be named as a signatory."), field="sign")
