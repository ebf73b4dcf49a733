"""Mail's manifest: the task that reads what came in, and each member's own mail."""

from cop.kernel.features import Feature
from cop.mail import handling, home, notices, stop_views, views
from cop.mail.personal import PERSONAL, RETENTIONS
from cop.mail.verbs import VERBS

feature = Feature(
    "mail",
    blueprints=(views.pages, stop_views.pages),
    tasks={"inbound": handling.handle},
    notices=notices.NOTICES,
    letters=notices.LETTERS,
    verbs=VERBS,
    awaiting=(home.awaiting,),
    personal=PERSONAL,
    retentions=RETENTIONS,
)
