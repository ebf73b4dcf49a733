"""Facilitation's manifest."""

from cop.facilitation import due, notices, permits, views
from cop.facilitation.personal import PERSONAL
from cop.kernel.errors import N_
from cop.kernel.features import Feature, Tool

feature = Feature(
    "facilitation",
    blueprints=(views.pages,),
    tools=(
        Tool(
            N_("Discussions that need a hand"),
            N_("Questions without an answer, by age, and threads in which one group alone has spoken."),
            "facilitation.index",
            42,
            permits.may_tend,
        ),
    ),
    notices={"week_noted": notices.week_noted},
    verbs={"week_noted": N_("Facilitators were told what needs a hand in their discussions: %(what)s")},
    letters={"tending": notices.tending},
    due=(due.tick,),
    personal=PERSONAL,
    digest=("tending",),
)
