"""A target product profile: what is wanted of a product, and how an answer stands against it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cop.kernel.errors import N_, Invalid


class Way(StrEnum):
    """How a characteristic is compared."""

    LEAST = "least"
    MOST = "most"
    WORDS = "words"


class Meets(StrEnum):
    PREFERRED = "preferred"
    MINIMUM = "minimum"
    SHORT = "short"
    WORDS = "words"  # for people to judge
    UNSAID = "unsaid"


WAY_WORDS = {
    Way.LEAST: N_("A number: more is better"),
    Way.MOST: N_("A number: less is better"),
    Way.WORDS: N_("In words, for people to judge"),
}
BOUND_WORDS = {Way.LEAST: N_("at least"), Way.MOST: N_("at most"), Way.WORDS: ""}
MEETS_WORDS = {
    Meets.PREFERRED: N_("reaches the preferred value"),
    Meets.MINIMUM: N_("reaches the minimum"),
    Meets.SHORT: N_("short of the minimum"),
    Meets.WORDS: "",
    Meets.UNSAID: N_("no answer"),
}
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


def number(typed: str, field: str) -> Decimal:
    """Exact. Raises Invalid at ``field`` for what is no plain number."""
    if not NUMBER.fullmatch(typed):
        raise Invalid(
            N_("Write a number in digits, such as 95 or 0.5; the unit stands beside it."), field=field
        )
    return Decimal(typed)


def demand_bounds(way: Way, minimum: str, preferred: str) -> None:
    """Raises Invalid where numbers are wanted and are none, or the preferred value is worse than the minimum."""
    if way is Way.WORDS:
        return
    least, best = number(minimum, "minimum"), number(preferred, "preferred")
    if best < least if way is Way.LEAST else best > least:
        raise Invalid(N_("The preferred value is worse than the minimum. Swap them."), field="preferred")


def meets(way: str, minimum: str, preferred: str, value: str) -> Meets:
    """What is no number, though one was wanted, is for people to judge."""
    if not value:
        return Meets.UNSAID
    typed = (value, minimum, preferred)
    if way == Way.WORDS or not all(map(NUMBER.fullmatch, typed)):
        return Meets.WORDS
    sign = 1 if way == Way.LEAST else -1
    has, least, best = (sign * Decimal(one) for one in typed)
    if has >= best:
        return Meets.PREFERRED
    return Meets.MINIMUM if has >= least else Meets.SHORT


@dataclass(frozen=True)
class Wanted:
    """A line of the profile."""

    name: str
    way: Way
    minimum: str
    preferred: str
    unit: str = ""
