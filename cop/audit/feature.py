"""The audit view's manifest."""

from cop.audit import home, permits, recounting, views
from cop.audit.actions import TASK
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Tool

feature = Feature(
    "audit",
    blueprints=(views.pages,),
    tools=(
        Tool(
            N_("Ledger"),
            N_("Everything that happened, by person, thing and time; and whether its seals hold."),
            "audit.ledger",
            85,
            permits.may_audit,
        ),
    ),
    tasks={TASK: recounting.go_on},
    due=(recounting.daily,),
    awaiting=(home.awaiting,),
    notices={"recount_asked": SILENT},
    verbs={"recount_asked": N_("%(who)s had the seals of the ledger recounted")},
)
