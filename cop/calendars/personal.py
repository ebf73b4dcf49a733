"""What calendars keep of people: that somebody has an address of their own."""

from cop.calendars.models import CalendarFeed
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, Personal, gone

PERSONAL = (
    Personal(
        CalendarFeed, ("member_id",), N_("That you have a calendar address of your own, and since when"),
        N_("So that your calendar program finds your meetings."),
        GOES, hidden=("hash",), erase=gone(CalendarFeed, "member_id"),
    ),
)  # fmt: skip
