"""The almanac's manifest."""

from cop.almanac import permits, views
from cop.almanac.models import EnteredHoliday
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Tool
from cop.kernel.personal import OFFICE, Personal

VERBS = {
    "holiday_entered": N_("%(who)s entered a holiday"),
    "holiday_removed": N_("%(who)s removed a holiday"),
}

feature = Feature(
    "almanac",
    blueprints=(views.pages,),
    verbs=VERBS,
    notices=dict.fromkeys(VERBS, SILENT),
    personal=(
        Personal(
            EnteredHoliday,
            ("by_id",),
            N_("Holidays you entered"),
            N_("So that meetings are not planned on them."),
            OFFICE,
        ),
    ),
    tools=(
        Tool(
            N_("Holidays"),
            N_(
                "Public holidays that the platform does not know by itself; shown while a meeting is planned."
            ),
            "almanac.holidays",
            70,
            permits.may_keep_holidays,
        ),
    ),
)
