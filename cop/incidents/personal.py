"""What incidents keep about people: who reported, who looked, who acted in office."""

from cop.incidents.models import Agreement, Change, DeveloperReply, Look, Reporter, Respondent
from cop.incidents.watch_models import Hold, Trend
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, STAYS, Personal, gone

PERSONAL = (
    Personal(
        Reporter, ("member_id",), N_("The incidents you reported"),
        N_("So that you can be asked, and told what changed. It is kept apart from the reports."),
        N_("Deleted when you leave; the reports stay, and nobody can tell who made them."),
        erase=gone(Reporter, "member_id"),
    ),
    Personal(
        Look, ("reader_id",), N_("That you looked up who reported an incident, and why"),
        N_("Who reported reads who looked."), OFFICE,
    ),
    Personal(
        Respondent, ("member_id",), N_("The reports that you answer for a developer"),
        N_("So that the developer is heard."), GOES, erase=gone(Respondent, "member_id"),
    ),
    Personal(
        DeveloperReply, ("by_id",), N_("What you replied to reports for a developer"),
        N_("It stands beside the report."), STAYS,
    ),
    Personal(
        Agreement, ("by_id",), N_("That you agreed to let more people read a report"),
        N_("Two people answer for each step; who they were can be looked up."), OFFICE,
    ),
    Personal(
        Change, ("by_id",), N_("What you told reporters about what changed"),
        N_("It stands beside the report."), OFFICE,
    ),
    Personal(
        Hold, ("by_id",), N_("That you said why a pilot goes on after a grave report"),
        N_("The decision can be looked up."), OFFICE,
    ),
    Personal(
        Trend, ("by_id",), N_("That you settled a trend of reports"),
        N_("What was done about it can be looked up."), OFFICE,
    ),
)  # fmt: skip
