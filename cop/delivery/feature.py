"""Delivery's manifest: the tasks every letter passes through, and the pages that show what became of it."""

from cop.delivery import gathering, letters, level_views, permits, queueing, settling, views
from cop.delivery.personal import PERSONAL, RETENTIONS
from cop.delivery.verbs import VERBS
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place, Tool
from cop.kernel.permits import signed_in

feature = Feature(
    "delivery",
    blueprints=(views.pages, level_views.pages),
    own_places=(Place(N_("Letters"), "letters.letters", 38, signed_in),),
    demo_blueprints=(views.demo_pages,),
    tasks={"notices": queueing.put_notices, "mail": letters.send, "gathered": gathering.send},
    due=(settling.settle_due,),
    verbs=VERBS,
    notices={"delivery_retried": SILENT},
    personal=PERSONAL,
    retentions=RETENTIONS,
    tools=(
        Tool(
            N_("Mail going out"),
            N_("How far letters to many have come, how much goes out a day, and what could not be sent."),
            "delivery.trouble",
            80,
            permits.may_mend_mail,
        ),
    ),
)
