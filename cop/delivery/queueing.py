"""From a ledger entry to the letters it causes: one item of the outbox each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from flask import current_app

from cop.delivery import gathering
from cop.delivery.notice_models import Notice
from cop.kernel import outbox
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter

BATCH = 500
MANY = 50
T = TypeVar("T")


def put_notices(payload: dict[str, Any], now: datetime) -> None:
    """Task ``notices``: one outbox item for each letter that the entry causes; and whoever follows the ledger is told.

    In batches, so that a letter to thousands never keeps other writers waiting; one that is there already stays.
    """
    entry = db.session.get_one(Entry, payload["entry"])
    tell = current_app.extensions["cop"].notices[entry.verb]
    said = list(tell(entry)) if callable(tell) else []
    items = [_item(letter, entry.id, now) for letter in said if not letter.gathers]
    if len(items) >= MANY:
        _to_many(entry.id, items, now)
    for some in _batches(items):
        with transaction():
            outbox.put_all(some)
    for together in _batches([letter for letter in said if letter.gathers]):
        with transaction():
            gathering.put(together, entry.at)
    for follow in current_app.extensions["cop"].each("follows"):
        follow(entry)


def _batches(whole: list[T]) -> Iterator[list[T]]:
    return (whole[begin : begin + BATCH] for begin in range(0, len(whole), BATCH))


def _to_many(entry: int, items: list[dict[str, Any]], now: datetime) -> None:
    """Their progress is to be seen."""
    with transaction():
        if db.session.get(Notice, entry) is None:
            db.session.add(Notice(entry_id=entry, letters=len({item["key"] for item in items}), at=now))
    for item in items:
        item["notice"] = entry


def _item(letter: Letter, entry: int, now: datetime) -> dict[str, Any]:
    payload = {"kind": letter.kind, "to": letter.to, "about": dict(letter.about), "entry": entry}
    key = f"mail:{entry}:{letter.kind}:{letter.to}"
    return {"kind": "mail", "payload": payload, "key": key, "due": now, "notice": None}
