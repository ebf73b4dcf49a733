"""What an interest can be about, of which nature, and when it is in force. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from cop.kernel.errors import N_, Invalid


class About(StrEnum):
    TOPIC = "topic"
    COMPANY = "company"
    PRODUCT = "product"


class Nature(StrEnum):
    EMPLOYMENT = "employment"
    OWNERSHIP = "ownership"
    CONSULTANCY = "consultancy"
    FUNDING = "funding"
    INVENTION = "invention"
    FAMILY = "family"
    OTHER = "other"


ABOUTS = {
    About.TOPIC: N_("A topic"),
    About.COMPANY: N_("A company or organisation"),
    About.PRODUCT: N_("A product"),
}
NATURES = {
    Nature.EMPLOYMENT: N_("Employed by it, or on its board"),
    Nature.OWNERSHIP: N_("Shares or other ownership"),
    Nature.CONSULTANCY: N_("Advice or other work for a fee"),
    Nature.FUNDING: N_("Research, travel or events paid by it"),
    Nature.INVENTION: N_("Invented, made or wrote it"),
    Nature.FAMILY: N_("Of a close relative or partner"),
    Nature.OTHER: N_("Something else"),
}
EARLIEST = date(1950, 1, 1)


def demand_days(since: date, until: date | None, today: date) -> None:
    """Raises Invalid (since, until) for days that cannot be."""
    if not EARLIEST <= since <= today + timedelta(days=366):
        raise Invalid(
            N_("Check the year: an interest begins between 1950 and a year from now."), field="since"
        )
    if until is not None and until < since:
        raise Invalid(N_("It ends before it begins. Check both days."), field="until")


def in_force(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or until >= day)
