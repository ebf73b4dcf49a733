"""How a review goes: its answers, its conclusion, and what several conclusions say together. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from cop.kernel.errors import N_, Invalid


class Place(StrEnum):
    """How a reviewer stands to the panel."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DROPPED = "dropped"


class Conclusion(StrEnum):
    FAVOURABLE = "favourable"
    CONDITIONS = "conditions"
    UNFAVOURABLE = "unfavourable"
    ABSTAINS = "abstains"


CONCLUSIONS = {
    Conclusion.FAVOURABLE: N_("Favourable"),
    Conclusion.CONDITIONS: N_("Favourable with conditions"),
    Conclusion.UNFAVOURABLE: N_("Unfavourable"),
    Conclusion.ABSTAINS: N_("Abstains"),
}
ANSWERS = {
    "yes": N_("Yes"),
    "partly": N_("Partly"),
    "no": N_("No"),
    "unclear": N_("The dossier does not say"),
    "outside": N_("Does not apply here"),
}
SEATED = (Place.ASKED, Place.ACCEPTED)
REMINDED = timedelta(days=3)
"""So long before the day by which a review is awaited its reviewer hears of it."""


@dataclass(frozen=True)
class Settings:
    """How a regulator wants a panel. ``released`` and ``shared`` open what is concluded; once open it stays so."""

    due: date
    waited: bool
    released: bool = False
    shared: bool = False


@dataclass(frozen=True)
class Written:
    """A review as its reviewer has it; ``conclusion`` "" while it is not concluded."""

    answers: Mapping[str, dict[str, str]] = field(default_factory=dict)
    conclusion: str = ""
    terms: str = ""
    reasons: str = ""


def demand_whole(
    asked: Iterable[str], answered: Mapping[str, Mapping[str, str]], conclusion: str, reasons: str, terms: str
) -> None:
    """What a conclusion rests on. Raises Invalid (a question's key, reasons, terms); who abstains says only why."""
    if not reasons.strip():
        raise Invalid(N_("Give the reasons for your conclusion."), field="reasons")
    if conclusion == Conclusion.ABSTAINS:
        return
    if open_ := [key for key in asked if not answered.get(key, {}).get("answer")]:
        raise Invalid(N_("Answer this question before you conclude."), field=open_[0])
    if (conclusion == Conclusion.CONDITIONS) != bool(terms.strip()):
        raise Invalid(
            N_("Write the conditions where your conclusion has any, and only there."), field="terms"
        )


def together(conclusions: Iterable[str]) -> list[tuple[Conclusion, int]]:
    """(conclusion, by how many), in the order of the list above; open ones ("") left out."""
    counted = Counter(conclusions)
    return [(one, counted[one]) for one in Conclusion if counted[one]]


def clock(due: date | None, today: date) -> str:
    """ "soon" from three days before the day on, "late" after it, else ""."""
    if due is None or today < due - REMINDED:
        return ""
    return "late" if today > due else "soon"
