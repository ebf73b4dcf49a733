"""What home shows of discussions: threads with posts not yet seen, and own questions that wait for a choice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext, ngettext

from cop.delivery.level_rules import Level
from cop.discussions import list_queries, queries
from cop.discussions.rules import told_at
from cop.kernel.features import Awaiting, FrontPart, FrontRow, News
from cop.kernel.words import short_day
from cop.members.models import Visitor
from cop.spaces.speech_rules import names_people

LOOKED_AT = 40  # the newest threads; older unread ones are found in their spaces
CHOOSE_WITHIN = timedelta(days=30)


def news(viewer: Any, _now: datetime) -> Iterable[News]:
    """Of what one tracks or watches, all that is new; of the rest, threads not opened yet."""
    for row in list_queries.latest(viewer, LOOKED_AT):
        if row.unread and (row.level >= Level.TRACKING or row.unread == row.posts):
            note = gettext("%(count)d new in %(space)s", count=row.unread, space=row.space_title)
            at = row.last_at if names_people(row.speech) else told_at(row.last_at)
            yield News(at, gettext("Discussion"), row.title, note, queries.first_new(row))


def awaiting(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Own questions with answers: which one helped?"""
    for row in list_queries.unanswered_choice(viewer, now - CHOOSE_WITHIN):
        why = ngettext(
            "%(num)d answer, none accepted yet.", "%(num)d answers, none accepted yet.", row.posts - 1
        )
        yield Awaiting(
            gettext("Question"), row.title, why, gettext("Choose the answer"), queries.address(row)
        )


def front(_now: datetime) -> FrontPart:
    """The newest public threads."""
    rows = (
        FrontRow(short_day(row.last_at), row.title, row.space_title, queries.address(row))
        for row in list_queries.latest(Visitor(), 3)
    )
    return FrontPart(
        gettext("Discussions"), tuple(rows), "discussions.index", gettext("All public discussions")
    )
