"""Attachments' manifest."""

from datetime import datetime

from cop.attachments import actions, queries, store, views
from cop.attachments.personal import PERSONAL
from cop.kernel.features import Feature
from cop.kernel.permits import SYSTEM


def clear_up(now: datetime) -> None:
    """Bytes go once it stands that nothing names them: after a crash some may stay, none is missed."""
    for key in actions.forget_left_over(actor=SYSTEM, now=now):
        store.drop(key)


feature = Feature(
    "attachments",
    blueprints=(views.pages,),
    refs={"attachment": queries.resolved},
    due=(clear_up,),
    personal=PERSONAL,
)
