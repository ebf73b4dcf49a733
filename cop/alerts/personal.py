"""What alerts keep about people: who warned, and who answered in office."""

from cop.alerts.models import Alert, AlertAnswer
from cop.kernel.errors import N_
from cop.kernel.personal import OFFICE, Personal

PERSONAL = (
    Personal(
        Alert, ("by_id",), N_("Alerts that you raised"),
        N_("Who was warned can ask who warned them."), OFFICE,
    ),
    Personal(
        AlertAnswer, ("by_id",), N_("What you answered to alerts"),
        N_("Each answer counts for a country, a pilot or a developer."), OFFICE,
    ),
)  # fmt: skip
