"""What date polls keep of people, and what goes when one of them leaves."""

from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, Personal, Retention, gone
from cop.polls import upkeep
from cop.polls.models import DatePoll, PollAnswer, PollGuest

PERSONAL = (
    Personal(
        PollAnswer, ("member_id",), N_("When you could meet, as you answered date polls"),
        N_("To find a date that suits most."), GOES, erase=gone(PollAnswer, "member_id"),
    ),
    Personal(
        DatePoll, ("organiser_id",), N_("Date polls you started"),
        N_("What was asked can be looked up by those who come after."),
    ),
    Personal(
        PollGuest, ("by_id",), N_("Guests you invited to a date poll"),
        N_("So that they can say when they could meet."), OFFICE, hidden=("hash", "name"),
    ),
)  # fmt: skip

RETENTIONS = (
    Retention(
        "poll_guests", N_("Guests of date polls, by name and country, and their answers"),
        N_("To know who answered while a date is looked for."), 365, 30, 730, upkeep.forget_guests,
    ),
)  # fmt: skip
