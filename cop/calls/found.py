"""Calls as search finds them, from their publication on; proposals are never found."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from cop.calls.models import Call
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.seeking import Found, Level, Source, after


def _calls(ids: list[int]) -> Iterable[Found]:
    for call in db.session.scalars(select(Call).where(Call.id.in_(ids))):
        if call.opened_at is None:
            continue
        body = " ".join((call.problem, call.setting, call.offer, call.body))
        title = f"{call.title} {call.uid}"
        yield Found(call.ref, title, body, call.opened_at, Level.PUBLIC, country=call.country)


SOURCES = {"call": Source(N_("Call for trials"), N_("Calls for trials"), _calls, after(Call.id))}
