"""Mail's manifest: the task that reads what came in, and each member's own mail."""

from cop.kernel.errors import N_
from cop.kernel.features import Feature, Tool
from cop.mail import (
    bounce_queries,
    digest_views,
    digesting,
    handling,
    home,
    link_views,
    links,
    notices,
    office_views,
    permits,
    stop_views,
    views,
)
from cop.mail.personal import PERSONAL, RETENTIONS
from cop.mail.verbs import VERBS

feature = Feature(
    "mail",
    blueprints=(views.pages, stop_views.pages, digest_views.pages, link_views.pages, office_views.pages),
    tasks={"inbound": handling.handle, "digest": digesting.send},
    due=(digesting.send_due,),
    hooks={
        "is_unreachable": bounce_queries.is_stopped,
        "link_to": links.link_to,
        "digest_the_rest": digesting.digest_the_rest,
    },
    tools=(
        Tool(
            N_("Whom letters reach"),
            N_("How much mail goes out, what comes back, and groups that a ballot would not hear."),
            "reach.index",
            81,
            permits.may_see_reach,
        ),
    ),
    notices=notices.NOTICES,
    letters=notices.LETTERS,
    verbs=VERBS,
    awaiting=(home.unreached, home.awaiting),
    personal=PERSONAL,
    retentions=RETENTIONS,
)
